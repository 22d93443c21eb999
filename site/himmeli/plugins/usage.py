"""Where a plugin's pages and blocks are, listed without running its code."""

from dataclasses import dataclass

from django.urls import reverse
from wagtail.models import Page

PLACES_SHOWN = 200


@dataclass(frozen=True)
class Place:
    """A page or another record where something of a plugin is."""

    title: str
    what: str
    url: str = ""
    is_live: bool = True


def places_of(label: str) -> list[Place]:
    """The pages of a plugin's types, and what its blocks are in."""
    places = [
        page_place(page, str(page.content_type.name))
        for page in Page.objects.filter(content_type__app_label=label).select_related("content_type")[:PLACES_SHOWN]
    ]
    for ask in place_sources.values():
        places.extend(ask(label))
    return places[:PLACES_SHOWN]


def page_place(page: Page, what: str) -> Place:
    return Place(page.draft_title or page.title, what, reverse("wagtailadmin_explore", args=[page.pk]), page.live)


# The blocks app adds its own: the kernel does not know blocks.
place_sources = {}
