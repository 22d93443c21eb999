"""The list of pages: when each comes out, and whether it waits for a translation."""

from django.db.models import CharField, Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce
from wagtail.models import Page, Revision

from himmeli.navigation.tree import languages_by_id

from .translating import PERMISSION


def with_what_we_show(parent_page, pages: QuerySet, request) -> QuerySet:
    pages = with_schedule(pages)
    languages = len(languages_by_id())
    if languages > 1 and request.user.has_perm(PERMISSION):
        pages = with_missing_languages(pages, languages)
    return pages


def with_schedule(pages: QuerySet) -> QuerySet:
    """Pages that know when a scheduled version of theirs comes out (`comes_out_at`)."""
    scheduled = Revision.page_revisions.filter(
        approved_go_live_at__isnull=False, object_id=Cast(OuterRef("pk"), CharField(max_length=255))
    )
    return pages.annotate(comes_out_at=Subquery(scheduled.values("approved_go_live_at")[:1]))


def with_missing_languages(pages: QuerySet, languages: int) -> QuerySet:
    """Pages that know in how many of the site's languages they are not (`missing_languages`)."""
    same = Page.objects.filter(translation_key=OuterRef("translation_key"), alias_of__isnull=True)
    number = same.order_by().values("translation_key").annotate(number=Count("pk")).values("number")
    return pages.annotate(missing_languages=languages - Coalesce(Subquery(number), 0))
