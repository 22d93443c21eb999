"""The words of Wagtail's admin that its own Finnish lacks or that we say more plainly, for himmeli/locale_admin."""

import importlib.util
from pathlib import Path

import polib

# In the order of INSTALLED_APPS: of two translations of one word, the first one shows.
PACKAGES = ("wagtail_localize", "wagtail", "allauth", "taggit", "django")
# What no coordinator meets: parts of Wagtail that are not installed here.
NOT_INSTALLED = {
    "styleguide",
    "simple_translation",
    "search_promotions",
    "frontend_cache",
    "modeladmin",
    "gis",
    "admindocs",
}
COMPLETED = ("wagtail_localize", "wagtail")
# The editor's own scripts ask one catalogue only, that of wagtail.admin; localize's scripts have one of their own.
# Both ask LOCALE_PATHS too.

# Wagtail's Finnish has these, but says them as a programmer would, or wrongly.
PLAINER = (Path(__file__).parent / "translations_plainer.txt").read_text(encoding="utf-8").splitlines()


def lacking(domain: str = "django") -> polib.POFile:
    """What the installed packages say in English only, as a catalogue without translations."""
    words, done = polib.POFile(), _finnish(domain)
    for package in COMPLETED:
        for path in _catalogues(package, "en", domain):
            for entry in polib.pofile(str(path)):
                is_known = (entry.msgctxt, entry.msgid) in done and entry.msgid not in PLAINER
                if not entry.obsolete and not is_known and not words.find(entry.msgid, msgctxt=entry.msgctxt or False):
                    words.append(_without_translation(entry, package))
    words.sort(key=lambda entry: entry.msgid)
    return words


def _finnish(domain):
    paths = [path for package in PACKAGES for path in _catalogues(package, "fi", domain)]
    return {(entry.msgctxt, entry.msgid) for path in paths for entry in polib.pofile(str(path)).translated_entries()}


def _catalogues(package, language, domain="django"):
    root = Path(importlib.util.find_spec(package).origin).parent
    pattern = f"**/locale/{language}/LC_MESSAGES/{domain}.po"
    return [path for path in sorted(root.glob(pattern)) if not NOT_INSTALLED & set(path.relative_to(root).parts)]


def _without_translation(entry, package):
    return polib.POEntry(
        msgid=entry.msgid,
        msgctxt=entry.msgctxt,
        msgid_plural=entry.msgid_plural,
        comment=entry.comment,
        flags=entry.flags,
        occurrences=[(f"{package}/{entry.occurrences[0][0]}", "")] if entry.occurrences else [],
    )


def said(language: str) -> dict:
    """What the admin says: each word with who says it and how."""
    from .translations import CORE, _key, _said, catalogue, read

    paths = [("locale_admin", catalogue(CORE / "locale_admin", language))]
    paths += [(package, path) for package in PACKAGES for path in _catalogues(package, language)]
    shown = {}
    for name, path in paths:
        for entry in read(path).translated_entries():
            shown.setdefault(_key(entry), (name, _said(entry)))
    return shown
