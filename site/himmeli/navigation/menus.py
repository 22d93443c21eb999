"""Menus as templates get them: entries with labels and addresses, without a query a page."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import get_language
from wagtail.models import Site

from himmeli.plugins.activation import active_plugins
from himmeli.plugins.faults import guarded
from himmeli.stamps.services import remember

from .blocks import menu_targets
from .models import Menu


@dataclass(frozen=True)
class MenuTarget:
    """Something of a plugin that a menu can show: its label (lazy) and a function giving its address, or ""."""

    label: str
    address: Callable[[], str]


@dataclass(frozen=True)
class MenuEntry:
    label: str
    url: str
    is_current: bool = False
    is_ancestor: bool = False
    children: list["MenuEntry"] = field(default_factory=list)


def menu_entries(place: str, path: str) -> list[MenuEntry]:
    """The entries of a menu in the language in use, marked by the address shown. Unpublished pages are left out."""
    language = get_language()
    stored = remember("content", ("menu", place, language, active_plugins()), lambda: _load(place, language))
    return [_marked(entry, path) for entry in stored]


def _load(place, language):
    menu = Menu.objects.filter(place=place, locale__language_code=language).first()
    if menu is None:
        return []
    site = Site.objects.filter(is_default_site=True).first()
    entries = [_entry(child.value, site) for child in menu.items]
    return [entry for entry in entries if entry]


def _entry(value, site):
    children = [entry for entry in (_entry(child, site) for child in value.get("children") or ()) if entry]
    label, url = _resolve(value, site)
    if not url and not children:
        return None
    return MenuEntry(label or url, url, children=children)


def _resolve(value, site):
    page = value.get("page")
    if page is not None:
        is_shown = page.live and page_is_served(page)
        return value.get("label") or page.title, (page.get_url(current_site=site) or "") if is_shown else ""
    if value.get("target"):
        entry = menu_targets.get(value["target"])
        if entry is None:
            return "", ""
        with guarded(entry.plugin, f"menu entry {entry.name}"):
            return value.get("label") or str(entry.value.label), entry.value.address()
        return "", ""
    return value.get("label") or "", value.get("url") or ""


def page_is_served(page) -> bool:
    """Whether the plugin that brought the page's type is active."""
    from himmeli.plugins.activation import is_active
    from himmeli.plugins.ownership import owner_of_model

    model = page.specific_class
    return model is not None and is_active(owner_of_model(model))


def _marked(entry, path):
    children = [_marked(child, path) for child in entry.children]
    is_ancestor = any(child.is_current or child.is_ancestor for child in children) or (
        entry.url.count("/") > 2 and path.startswith(entry.url) and path != entry.url
    )
    return MenuEntry(entry.label, entry.url, path == entry.url, is_ancestor, children)
