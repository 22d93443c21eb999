"""Entries of a menu that visitors don't see, with the reason in words for the coordinator."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from .blocks import menu_targets
from .tree import page_is_served


@dataclass(frozen=True)
class UnseenEntry:
    label: str
    reason: str
    edit_url: str = ""


def unseen_entries(menu) -> list[UnseenEntry]:
    found = []
    for child in menu.items:
        values = [child.value, *(child.value.get("children") or ())]
        found += [entry for entry in map(_look_at, values) if entry]
    return found


def _look_at(value):
    page, target = value.get("page"), value.get("target")
    label = value.get("label") or (page.title if page else "")
    if page is not None:
        if not page.live:
            return UnseenEntry(label, _("The page is not published."), _edit_url(page))
        if not page_is_served(page):
            return UnseenEntry(label, _("The plugin of this page is switched off."))
        return None
    if target:
        if menu_targets.get(target) is None:
            return UnseenEntry(label or target, _("The plugin it leads to is switched off."))
        return None
    if not value.get("url") and not value.get("children"):
        return UnseenEntry(label or _("An entry without a text"), _("The page has been deleted. Choose another one."))
    return None


def _edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
