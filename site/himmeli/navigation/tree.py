"""What is asked of the page tree by every page: the way to it, its translations, the languages there are, what is
private.

Ancestors, languages and private places are few and kept in memory until content changes; translations cost one query a
page made.
"""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from wagtail.models import Locale, Page, PageViewRestriction

from himmeli.plugins.activation import active_plugins, is_active
from himmeli.plugins.ownership import owner_of_model
from himmeli.stamps.services import remember

FRONT_PAGE_DEPTH = 2


@dataclass(frozen=True)
class Place:
    """A page as links to it need it."""

    pk: int
    title: str
    url: str
    path: str
    language: str


def languages_by_id() -> dict[int, str]:
    return remember("content", "languages", lambda: dict(Locale.objects.values_list("pk", "language_code")))


def page_is_served(page) -> bool:
    """Whether the plugin that brought the page's type is active."""
    model = page.specific_class
    return model is not None and is_active(owner_of_model(model))


def public_pages(pages):
    """Those of a queryset that everybody may read: as Wagtail's `public()`, without a query of its own."""
    private = Q()
    for path in private_paths():
        private |= Q(path__startswith=path)
    return pages.exclude(private) if private else pages


def is_private(page) -> bool:
    """Whether not everybody may read a page: it or one above it is for some only."""
    return page.path.startswith(private_paths())


def private_paths() -> tuple[str, ...]:
    """Where the parts of the tree begin that are for some only."""
    return remember("content", "private paths", _private_paths)


def _private_paths():
    return tuple(sorted(PageViewRestriction.objects.values_list("page__path", flat=True)))


def front_pages() -> dict[str, Place]:
    """{language: its front page}, in the order of the settings; languages without one are not there yet."""
    return remember("content", ("front pages", active_plugins()), _front_pages)


def _front_pages():
    found = {place.language: place for place in _places(Page.objects.filter(depth=FRONT_PAGE_DEPTH))}
    return {code: found[code] for code, _ in settings.WAGTAIL_CONTENT_LANGUAGES if code in found}


def ancestors(page) -> list[Place]:
    """The pages above one, from its front page on. Those that visitors can't see are left out."""
    above = page.path[: -page.steplen]
    if len(above) <= page.steplen:
        return []
    return remember("content", ("ancestors", above, active_plugins()), lambda: _ancestors(above, page.steplen))


def _ancestors(path, step):
    paths = [path[:end] for end in range(FRONT_PAGE_DEPTH * step, len(path) + 1, step)]
    return _places(Page.objects.filter(path__in=paths).order_by("path"))


def translations(page) -> dict[str, Place]:
    """{language: this page in it}, of those that visitors can see, the page itself with them. Asked once a page."""
    known = page.__dict__.get("_places_by_language")
    if known is None:
        same = Page.objects.filter(translation_key=page.translation_key)
        known = {place.language: place for place in _places(same)}
        page.__dict__["_places_by_language"] = known
    return known


def _places(pages):
    languages = languages_by_id()
    return [
        Place(page.pk, page.title, page.get_url() or "", page.path, languages.get(page.locale_id, ""))
        for page in pages.live().defer_streamfields()
        if page_is_served(page)
    ]
