from django.db import models
from django.utils import timezone
from django.utils.html import urlize
from django.utils.safestring import mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import RichTextField
from wagtail.models import TranslatableMixin
from wagtail.search import index

from himmeli.accounts.models import site_language
from himmeli.blocks.section import SIMPLE_TEXT

from .querysets import CommentQuerySet


class AuthorProfile(TranslatableMixin, index.Indexed, models.Model):
    """Somebody who writes posts, as readers get to know her, in one language."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("name in addresses"), max_length=120)
    role = models.CharField(
        _("task"), max_length=120, blank=True, help_text=_("Such as beekeeper or chair of the board.")
    )
    bio = RichTextField(_("introduction"), features=SIMPLE_TEXT, blank=True)
    image = models.ForeignKey(
        "media.Picture", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("portrait")
    )
    user = models.ForeignKey(
        "accounts.User",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("sign-in"),
        help_text=_("Whose profile this is. New posts that she begins are then hers at once."),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("role"),
        FieldPanel("bio"),
        FieldPanel("image"),
        FieldPanel("user"),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("locale"),
    ]

    class Meta(TranslatableMixin.Meta):
        ordering = ["name", "pk"]
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="blog_author_unique_slug"),
            models.UniqueConstraint(fields=["locale", "user"], name="blog_author_unique_user"),
        ]

    def __str__(self):
        return self.name


class Category(TranslatableMixin, index.Indexed, models.Model):
    """A topic that posts are sorted under, in one language."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("name in addresses"), max_length=80)
    description = models.TextField(
        _("description"), blank=True, help_text=_("A sentence at the top of the topic's page.")
    )

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("description")]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("locale"),
    ]

    class Meta(TranslatableMixin.Meta):
        ordering = ["name", "pk"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [models.UniqueConstraint(fields=["locale", "slug"], name="blog_category_unique_slug")]

    def __str__(self):
        return self.name


class PostTag(TaggedItemBase):
    """A tag on a post."""

    content_object = ParentalKey("blog.PostPage", on_delete=models.CASCADE, related_name="tagged_items")

    class Meta:
        verbose_name = _("tag of a post")
        verbose_name_plural = _("tags of posts")


class Comment(models.Model):
    """What a member or visitor says about a post, or answers to another comment."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting for approval")
        SHOWN = "shown", _("Shown")
        REJECTED = "rejected", _("Rejected")
        SPAM = "spam", _("Spam")
        REMOVED = "removed", _("Removed by its writer")

    MAX_LENGTH = 4000
    # Most comments that come in are not shown yet, and robots must not be able to empty the page cache. The services
    # say so themselves when one that is shown has changed.
    shown_to_visitors = False

    post = models.ForeignKey("blog.PostPage", on_delete=models.CASCADE, related_name="comments", verbose_name=_("post"))
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="replies", verbose_name=_("answer to")
    )
    user = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("member")
    )
    name = models.CharField(_("name"), max_length=80, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    body = models.TextField(_("comment"), max_length=MAX_LENGTH, blank=True)
    status = models.CharField(_("state"), max_length=10, choices=Status, default=Status.WAITING)
    reason = models.CharField(_("why it waits"), max_length=200, blank=True)
    wants_notice = models.BooleanField(_("wants an e-mail when answered"), default=False)
    language = models.CharField(_("language"), max_length=10, default=site_language)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    edited_at = models.DateTimeField(_("changed"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        "accounts.User",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("decided by"),
    )
    answer_told_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = CommentQuerySet.as_manager()

    panels = [
        FieldPanel("body"),
        FieldPanel("name"),
        MultiFieldPanel(
            [
                FieldPanel("status", read_only=True),
                FieldPanel("reason", read_only=True),
                FieldPanel("post", read_only=True),
                FieldPanel("email", read_only=True),
                FieldPanel("created_at", read_only=True),
            ],
            heading=_("About this comment"),
        ),
    ]

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        indexes = [
            models.Index(fields=["post", "status", "created_at"], name="blog_comment_of_post"),
            models.Index(fields=["status", "created_at"], name="blog_comment_by_status"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(status="removed") | models.Q(body="", name="", email="", user=None),
                name="blog_comment_removed_is_empty",
            )
        ]

    def __str__(self):
        return self.excerpt or str(_("Comment removed"))

    @property
    def excerpt(self) -> str:
        return Truncator(self.body).chars(120)

    excerpt.fget.short_description = _("comment")

    @property
    def anchor(self) -> str:
        return f"comment-{self.pk}"

    @property
    def author_name(self) -> str:
        return (str(self.user) if self.user else self.name) or str(_("Former member"))

    @property
    def is_removed(self) -> bool:
        return self.status == self.Status.REMOVED

    @property
    def is_shown(self) -> bool:
        return self.status == self.Status.SHOWN

    @property
    def is_waiting(self) -> bool:
        return self.status == self.Status.WAITING

    @property
    def html(self):
        """The text, safe, with its web addresses as links that search engines don't follow."""
        return mark_safe(urlize(self.body, nofollow=True, autoescape=True))


class TalkFollower(models.Model):
    """A member who wants to hear of every new comment on a post, in the ways she has chosen."""

    post = models.ForeignKey("blog.PostPage", on_delete=models.CASCADE, related_name="followers")
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(default=timezone.now)

    # A button says whether she follows, on pages made for her alone.
    shown_to_visitors = False

    class Meta:
        ordering = ["since", "pk"]
        verbose_name = _("follower of a talk")
        verbose_name_plural = _("followers of talks")
        constraints = [models.UniqueConstraint(fields=["post", "user"], name="blog_follower_once_a_post")]

    def __str__(self):
        return f"{self.user}: {self.post}"


@register_setting(icon="comment")
class CommentRules(BaseGenericSetting):
    """What is refused in comments on the whole site."""

    blocklist = models.TextField(
        _("blocklist"),
        blank=True,
        help_text=_(
            "One word, e-mail address or web address on a line. A comment that holds one of them goes to spam. "
            "A word is refused as a whole word only: “ham” does not refuse “hammer”."
        ),
    )

    # Judges what comes in; changes nothing on a page.
    shown_to_visitors = False

    panels = [FieldPanel("blocklist")]

    class Meta:
        verbose_name = _("rules for comments")
