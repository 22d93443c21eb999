from datetime import timedelta

from django.db import models
from django.db.models import Case, Count, F, IntegerField, Prefetch, Q, Value, When
from django.db.models.functions import TruncMonth
from django.utils import timezone
from wagtail.query import PageQuerySet

from himmeli.media.models import Picture
from himmeli.navigation.tree import is_private, public_pages

from .permissions import may_moderate


class PostQuerySet(PageQuerySet):
    def published(self):
        """Live posts that everybody may read, the newest first."""
        return public_pages(self.live()).newest_first()

    def published_in(self, index):
        """Live posts of a blog, the newest first. In a blog that is itself private, its readers see them all."""
        posts = self.child_of(index).live().newest_first()
        return posts if is_private(index) else public_pages(posts)

    def newest_first(self):
        return self.order_by("-published_at", "-pk")

    def in_language(self, code):
        return self.filter(locale__language_code=code)

    def in_category(self, category):
        """Of this category or its translation: a post copied to another language may still hold the original's."""
        return self.filter(
            pk__in=self.model.categories.through.objects.filter(
                category__translation_key=category.translation_key
            ).values("postpage_id")
        )

    def by_author(self, author):
        return self.filter(
            pk__in=self.model.authors.through.objects.filter(
                authorprofile__translation_key=author.translation_key
            ).values("postpage_id")
        )

    def written_by(self, user):
        """By the authors whose profile is this person's, in any language."""
        authors = self.model.authors.through.objects.filter(authorprofile__user=user)
        return self.filter(pk__in=authors.values("postpage_id"))

    def tagged(self, slug):
        return self.filter(pk__in=self.model.tags.through.objects.filter(tag__slug=slug).values("content_object_id"))

    def in_month(self, year, month=None):
        posts = self.filter(published_at__year=year)
        return posts.filter(published_at__month=month) if month else posts

    def related_to(self, post):
        """Posts in the same language that share a category or a tag with it, the newest first."""
        categories = self.model.categories.through.objects
        tags = self.model.tags.through.objects
        alike = Q(
            pk__in=categories.filter(category__in=categories.filter(postpage=post.pk).values("category_id")).values(
                "postpage_id"
            )
        ) | Q(
            pk__in=tags.filter(tag__in=tags.filter(content_object=post.pk).values("tag_id")).values("content_object_id")
        )
        return self.filter(alike, locale_id=post.locale_id).exclude(pk=post.pk)

    def without_pictures(self):
        """Live posts whose pictures have not been made since they were last published, the newest first."""
        never, changed = Q(pictures_made_at=None), Q(pictures_made_at__lt=F("last_published_at"))
        return self.live().filter(never | changed).newest_first()

    def for_listing(self):
        """With what a card shows, and without the text."""
        return self.defer("body").prefetch_related(
            Prefetch("image", queryset=Picture.objects.prefetch_renditions()),
            "categories",
            "authors",
        )

    def month_counts(self):
        """[(first day of the month, number of posts)], the newest first."""
        return list(
            self.order_by()
            .annotate(month=TruncMonth("published_at"))
            .values_list("month")
            .annotate(number=Count("pk"))
            .order_by("-month")
        )


class CommentQuerySet(models.QuerySet):
    def shown(self):
        """What everybody sees: approved comments and the places of removed ones."""
        return self.filter(status__in=(self.model.Status.SHOWN, self.model.Status.REMOVED))

    def waiting(self):
        return self.filter(status=self.model.Status.WAITING)

    def visible_to(self, user):
        """A member also sees her own comments that wait, a moderator all that wait."""
        if not user.is_authenticated:
            return self.shown()
        seen = Q(status__in=(self.model.Status.SHOWN, self.model.Status.REMOVED))
        waiting = Q(status=self.model.Status.WAITING)
        return self.filter(seen | (waiting if may_moderate(user) else waiting & Q(user=user)))

    def newest_first(self):
        return self.order_by("-created_at", "-pk")

    def first_level(self):
        return self.filter(parent=None)

    def with_people(self):
        """With the portraits of those who wrote, in a fixed number of queries."""
        return self.select_related("user").prefetch_related(
            Prefetch("user__portrait", queryset=Picture.objects.prefetch_renditions())
        )

    def of_person(self, user):
        """Those written signed in, and those written as a visitor with the same e-mail address."""
        return self.filter(Q(user=user) | Q(user=None, email__iexact=user.email))

    def in_talk_of(self, comment):
        """Those of the same talk: the first comment and its answers, shown, without this one."""
        first = comment.parent_id or comment.pk
        return self.filter(Q(pk=first) | Q(parent=first), status=self.model.Status.SHOWN).exclude(pk=comment.pk)

    def rejected_before(self, days):
        refused = (self.model.Status.REJECTED, self.model.Status.SPAM)
        return self.filter(status__in=refused, created_at__lt=timezone.now() - timedelta(days=days))

    def waiting_first(self):
        """For moderators: what waits comes first, then the newest."""
        urgency = Case(
            When(status=self.model.Status.WAITING, then=Value(0)), default=Value(1), output_field=IntegerField()
        )
        return self.order_by(urgency, "-created_at", "-pk")
