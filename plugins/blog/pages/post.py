from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from himmeli.blocks.fields import PluginStreamField
from himmeli.blocks.registry import TEXT
from himmeli.pages.base import Page, SitePage
from himmeli.seo import share

from ..models import AuthorProfile, Category, PostTag
from ..permissions import may_comment, may_follow
from ..querysets import PostQuerySet
from .index import BlogIndexPage
from .reading_time import reading_minutes


class PostPageForm(WagtailAdminPageForm):
    """Offers the authors and topics of the post's own language, and the writer herself as the author."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, model in (("authors", AuthorProfile), ("categories", Category)):
            if name in self.fields:
                self.fields[name].queryset = model.objects.filter(locale_id=self._locale_id())
        if not self.instance.pk and self.for_user and "authors" in self.fields:
            self.initial["authors"] = AuthorProfile.objects.filter(user=self.for_user, locale_id=self._locale_id())

    def _locale_id(self):
        return self.instance.locale_id or (self.parent_page and self.parent_page.locale_id)


class PostPage(SitePage, Page):
    """A post of a blog."""

    intro = models.TextField(
        _("introduction"), blank=True, help_text=_("One or two sentences that make people want to read on.")
    )
    image = models.ForeignKey(
        "media.Picture", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("picture")
    )
    body = PluginStreamField(place=TEXT, verbose_name=_("text"), blank=True)
    authors = ParentalManyToManyField("blog.AuthorProfile", blank=True, related_name="+", verbose_name=_("authors"))
    categories = ParentalManyToManyField("blog.Category", blank=True, related_name="+", verbose_name=_("topics"))
    tags = ClusterTaggableManager(through=PostTag, blank=True, verbose_name=_("tags"))
    published_at = models.DateTimeField(
        _("published"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("Empty: the moment when you publish it. To publish later, set a schedule instead."),
    )
    comments_open = models.BooleanField(_("comments allowed"), default=True)
    reading_minutes = models.PositiveSmallIntegerField(default=1, editable=False)
    # When its pictures were made in the sizes that lists and feeds show; before that, who asks first waits for them.
    pictures_made_at = models.DateTimeField(null=True, editable=False)

    base_form_class = PostPageForm
    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("image"),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("authors", widget=forms.CheckboxSelectMultiple),
                FieldPanel("categories", widget=forms.CheckboxSelectMultiple),
                FieldPanel("tags"),
                FieldPanel("published_at"),
                FieldPanel("comments_open"),
            ],
            heading=_("About this post"),
        ),
    ]
    promote_panels = SitePage.promote_panels
    search_fields = [
        *Page.search_fields,
        index.SearchField("intro"),
        index.SearchField("body"),
        index.RelatedFields("authors", [index.SearchField("name")]),
        index.RelatedFields("categories", [index.SearchField("name")]),
        index.FilterField("published_at"),
    ]
    # Topics, authors and tags are each language's own: copied when a translation begins, then edited there.
    translatable_fields = [
        *(TranslatableField(name) for name in ("title", "slug", "seo_title", "search_description", "intro", "body")),
        *(SynchronizedField(name) for name in ("image", "share_image", "show_in_menus", "published_at")),
        *(SynchronizedField(name) for name in ("comments_open", "is_hidden_from_search")),
    ]
    parent_page_types = ["blog.BlogIndexPage"]
    subpage_types = []
    template = "blog/post_page.html"
    page_description = _("A post of the blog.")
    COMMENTS_AT_ONCE = 50
    # The picture as feeds enclose it.
    ENCLOSED_SIZE = "width-1200|format-jpeg"

    objects = PageManager.from_queryset(PostQuerySet)()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")

    def clean(self):
        super().clean()
        if self.published_at and self.published_at > timezone.now():
            raise ValidationError({"published_at": _("This is in the future. To publish later, set a schedule.")})
        if self.live and self.published_at is None:
            self.published_at = self.first_published_at or timezone.now()
        self.reading_minutes = reading_minutes(self.plain_text, self.locale.language_code)
        self._keep_to_own_language()

    def _keep_to_own_language(self):
        """A copy in another language brings the original's authors and topics: take their translations."""
        for name in ("authors", "categories"):
            chosen = list(getattr(self, name).all())
            if any(each.locale_id != self.locale_id for each in chosen):
                translated = {
                    each.translation_key: each
                    for each in type(chosen[0]).objects.filter(
                        locale_id=self.locale_id, translation_key__in=[each.translation_key for each in chosen]
                    )
                }
                setattr(self, name, [translated.get(each.translation_key, each) for each in chosen])

    @property
    def plain_text(self) -> str:
        """The words of the introduction and of all blocks."""
        words = self.body.stream_block.get_searchable_content(self.body)
        return strip_tags(" ".join([self.intro, *map(str, words)]))

    @cached_property
    def index(self) -> BlogIndexPage | None:
        """The blog it is in."""
        return BlogIndexPage.objects.parent_of(self).first()

    @property
    def category(self):
        """The first of its topics: what a card shows."""
        return next(iter(self.categories.all()), None)

    @property
    def share_title(self) -> str:
        return self.seo_title or self.title

    @property
    def share_picture(self):
        return self.share_image or self.image

    @property
    def structured_data(self) -> dict:
        """The post for search engines, as schema.org has it."""
        data = {
            "@context": "https://schema.org",
            "@type": "BlogPosting",
            "headline": self.title[:110],
            "description": self.summary,
            "inLanguage": self.locale.language_code,
            "mainEntityOfPage": self.full_url,
            "url": self.full_url,
            "author": [self._author_data(author) for author in self.authors.all()],
            "articleSection": [category.name for category in self.categories.all()],
            "keywords": [tag.name for tag in self.tags.all()],
            "timeRequired": f"PT{self.reading_minutes}M",
        }
        if self.published_at:
            data["datePublished"] = self.published_at.isoformat()
        if self.last_published_at:
            data["dateModified"] = self.last_published_at.isoformat()
        if self.share_picture:
            data["image"] = self.share_picture.get_rendition(share.RENDITION).full_url
        return {key: value for key, value in data.items() if value}

    def _author_data(self, author):
        person = {"@type": "Person", "name": author.name}
        if self.index:
            person["url"] = self.index.full_url + self.index.reverse_subpage("author", args=[author.slug])
        return person

    def related(self, number=3):
        """A few posts on the same topics or with the same tags, the newest first."""
        if not self.pk:
            return []
        return list(type(self).objects.published().related_to(self).for_listing()[:number])

    def talk(self, user, page_number=None):
        """One page of the comments this person sees, the oldest first, each with its answers as `.answers`."""
        if not self.pk:
            return Paginator([], self.COMMENTS_AT_ONCE).page(1)
        visible = self.comments.visible_to(user)
        page = Paginator(visible.first_level().with_people(), self.COMMENTS_AT_ONCE).get_page(page_number)
        first_level = list(page.object_list)
        answers = {}
        for answer in visible.filter(parent__in=[comment.pk for comment in first_level]).with_people():
            answers.setdefault(answer.parent_id, []).append(answer)
        for comment in first_level:
            comment.answers = answers.get(comment.pk, [])
        page.object_list = first_level
        return page

    def page_of_comment(self, comment) -> int:
        """On which page of the talk a shown comment stands."""
        first = comment.parent or comment
        before = self.comments.shown().first_level().filter(created_at__lt=first.created_at).count()
        return before // self.COMMENTS_AT_ONCE + 1

    def query_of_comment(self, comment) -> str:
        """What leads to the page of the talk where a shown comment stands: empty for the first."""
        number = self.page_of_comment(comment)
        return f"?page={number}" if number > 1 else ""

    def is_followed_by(self, user) -> bool:
        return bool(self.pk and user.is_authenticated and self.followers.filter(user=user).exists())

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        user = request.user
        context["blog"] = self.index
        context["related"] = self.related()
        context["talk"] = self.talk(user, request.GET.get("page"))
        context["comment_count"] = self.comments.shown().exclude(status="removed").count() if self.pk else 0
        context["may_comment"] = may_comment(user, self)
        context["may_follow"] = may_follow(user, self)
        context["follows_talk"] = self.is_followed_by(user)
        context["comment_said"] = request.GET.get("comment", "")
        return context
