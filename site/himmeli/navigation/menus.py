"""Menus as templates get them: entries with labels and addresses, made once and kept until content changes."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from django.utils.translation import get_language
from wagtail.models import Page

from himmeli.plugins.activation import active_plugins
from himmeli.plugins.faults import guarded
from himmeli.stamps.services import remember

from .blocks import menu_targets
from .models import Menu
from .tree import FRONT_PAGE_DEPTH, page_is_served


@dataclass(frozen=True)
class MenuTarget:
    """Something of a plugin that a menu can show: its label (lazy) and a function giving its address, or "", and
    the icon it has in the bar at the foot of a member's phone.
    """

    label: str
    address: Callable[[], str]
    icon: str = ""


@dataclass(frozen=True)
class MenuEntry:
    label: str
    url: str
    is_current: bool = False
    is_ancestor: bool = False
    children: list["MenuEntry"] = field(default_factory=list)
    # The place of its page in the tree, by which it knows whether one is on it or under it; empty for other entries.
    path: str = ""
    icon: str = ""

    @property
    def is_marked(self) -> bool:
        return self.is_current or self.is_ancestor


def menu_entries(place: str, *, page=None, address: str = "") -> list[MenuEntry]:
    """The entries of a menu in the language in use, with those marked that lead here.

    `page` is the page shown, `address` the one asked for, by which entries are known where no page is shown. Pages
    that visitors can't see are left out.
    """
    language = get_language()
    stored = remember("content", ("menu", place, language, active_plugins()), lambda: _load(place, language))
    return [_marked(entry, page, address) for entry in stored]


def _load(place, language):
    menu = Menu.objects.filter(place=place, locale__language_code=language).first()
    if menu is None:
        return []
    values = [child.value for child in menu.items]
    pages = _shown_pages(values, menu.locale_id)
    return [entry for entry in (_entry(value, pages) for value in values) if entry]


def _shown_pages(values, locale_id):
    """{id of the page chosen: the page to show}: its translation into the menu's language, if there is one."""
    chosen = [page for page in _pages_of(values) if page is not None]
    elsewhere = {page.translation_key for page in chosen if page.locale_id != locale_id}
    translated = {}
    if elsewhere:
        found = Page.objects.filter(translation_key__in=elsewhere, locale_id=locale_id).live()
        translated = {page.translation_key: page for page in found}
    shown = {page.pk: translated.get(page.translation_key, page) for page in chosen}
    return {pk: page for pk, page in shown.items() if page.live and page_is_served(page)}


def _pages_of(values):
    for value in values:
        yield value.get("page")
        yield from _pages_of(value.get("children") or ())


def _entry(value, pages):
    children = [entry for entry in (_entry(child, pages) for child in value.get("children") or ()) if entry]
    label, url, path, icon = _resolve(value, pages)
    if not url and not (children and label):
        return None
    return MenuEntry(label or url, url, children=children, path=path, icon=value.get("icon") or icon)


def _resolve(value, pages):
    label = value.get("label") or ""
    if value.get("page") is not None:
        page = pages.get(value["page"].pk)
        if page is None:
            return label, "", "", ""
        return label or page.title, page.get_url() or "", page.path, getattr(page.specific_class, "menu_icon", "")
    if value.get("target"):
        return _resolve_target(value["target"], label)
    return label, value.get("url") or "", "", ""


def _resolve_target(name, label):
    entry = menu_targets.get(name)
    if entry is not None:
        with guarded(entry.plugin, f"menu entry {name}"):
            return label or str(entry.value.label), entry.value.address(), "", entry.value.icon
    return label, "", "", ""


def _marked(entry, page, address):
    children = [_marked(child, page, address) for child in entry.children]
    is_current, is_above = _by_page(entry, page, address) if page is not None else _by_address(entry, address)
    is_above = is_above or any(child.is_marked for child in children)
    return replace(entry, is_current=is_current, is_ancestor=is_above and not is_current, children=children)


def _by_page(entry, page, address):
    if not entry.path:
        return _by_address(entry, address)
    # A page may answer at addresses under its own, such as the posts of a month: one is then under it, not on it.
    is_on = entry.path == page.path
    is_at = is_on and (entry.url == address or not address.startswith(entry.url))
    is_front = len(entry.path) <= FRONT_PAGE_DEPTH * page.steplen
    return is_at, not is_at and not is_front and page.path.startswith(entry.path)


def _by_address(entry, address):
    is_at = bool(entry.url) and entry.url == address
    is_deep = entry.url.startswith("/") and entry.url.rstrip("/").count("/") > 1
    return is_at, is_deep and not is_at and address.startswith(entry.url.rstrip("/") + "/")
