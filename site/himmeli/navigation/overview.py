"""What the admin's page of menus shows: each language of the site, each place, the entries in it."""

from dataclasses import dataclass

from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from .blocks import menu_targets
from .models import Menu
from .tree import front_pages
from .unseen import UnseenEntry, unseen_entries


@dataclass(frozen=True)
class EntryRow:
    label: str
    children: list["EntryRow"]


@dataclass(frozen=True)
class MenuCard:
    place: str
    title: str
    note: str
    language: str
    entries: list[EntryRow]
    unseen: list[UnseenEntry]


@dataclass(frozen=True)
class LanguageMenus:
    name: str
    cards: list[MenuCard]


NOTES = {
    Menu.Place.MAIN: _("At the top of every page."),
    Menu.Place.FOOTER: _("At the foot of every page, in columns."),
    Menu.Place.LEGAL: _("On the last line of every page: privacy, accessibility, terms."),
}


def overview() -> list[LanguageMenus]:
    """The menus of every language that has a front page, made or not."""
    menus = {(menu.locale.language_code, menu.place): menu for menu in Menu.objects.select_related("locale")}
    codes = list(front_pages()) or list(Locale.objects.values_list("language_code", flat=True))
    return [LanguageMenus(_name(code), [_card(code, place, menus) for place in Menu.Place]) for code in codes]


def _name(code):
    return get_language_info(code)["name_translated"].capitalize()


def _card(language, place, menus):
    menu = menus.get((language, place.value))
    rows = [_row(child.value) for child in menu.items] if menu else []
    return MenuCard(place.value, place.label, NOTES[place], language, rows, unseen_entries(menu) if menu else [])


def _row(value):
    page, target = value.get("page"), value.get("target")
    label = value.get("label") or (page.title if page else "") or _target_label(target) or value.get("url") or "?"
    return EntryRow(label, [_row(child) for child in value.get("children") or ()])


def _target_label(name):
    entry = menu_targets.find(name) if name else None
    return str(entry.value.label) if entry else ""
