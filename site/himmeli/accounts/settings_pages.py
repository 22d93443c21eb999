"""The settings of "my pages": each part of the site offers its own page, and one list leads to them all.

    offer_settings_page("notices", _("Notices"), _("What you are told of, and how."), address, icon="bell")

where `address(user)` answers with the page's address, or "" for somebody who has nothing to set there.
"""

from collections.abc import Callable
from dataclasses import dataclass

from himmeli.plugins.faults import guarded
from himmeli.plugins.ownership import owner_of
from himmeli.plugins.registry import Registry


@dataclass(frozen=True)
class SettingsPage:
    title: str
    text: str
    address: Callable
    icon: str = "settings"


@dataclass(frozen=True)
class ShownSettingsPage:
    title: str
    text: str
    url: str
    icon: str


settings_pages: Registry[SettingsPage] = Registry("settings pages")


def offer_settings_page(name: str, title, text, address: Callable, *, icon: str = "settings", order: int = 0) -> None:
    """Add an entry to the list. It is the plugin's whose module defines `address`. `icon` is one of the site's."""
    settings_pages.register(name, SettingsPage(title, text, address, icon), order=order, plugin=owner_of(address))


def settings_pages_for(user) -> list[ShownSettingsPage]:
    """What this person can set, in order. An entry that fails is left out."""
    shown = []
    for entry in settings_pages.active():
        page = entry.value
        with guarded(entry.plugin, f"settings page {entry.name}"):
            url = page.address(user)
            if url:
                shown.append(ShownSettingsPage(page.title, page.text, url, page.icon))
    return shown
