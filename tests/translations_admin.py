"""The words of Wagtail's admin that its own Finnish lacks or that we say more plainly, for himmeli/locale_admin.

The editor's own scripts have their words from Wagtail's JavaScript catalogue (djangojs): it asks LOCALE_PATHS too."""

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
COMPLETED = ("wagtail_localize", "wagtail", "django.conf", "django.contrib.auth")
# Beside an entry that Wagtail has in Finnish, but as a programmer would say it, or wrongly.
PLAINER = "Plainer than Wagtail's own."


def lacking(domain: str = "django") -> polib.POFile:
    """What the installed packages say in English only, or what we say plainer, as a catalogue without translations."""
    from .translations import CORE, catalogue, read

    words, done = polib.POFile(), _finnish(domain)
    done -= {_id(entry) for entry in read(catalogue(CORE / "locale_admin", "fi", domain)) if entry.tcomment == PLAINER}
    for package in COMPLETED:
        for path in _catalogues(package, "en", domain):
            for entry in polib.pofile(str(path)):
                if not entry.obsolete and _id(entry) not in done:
                    done.add(_id(entry))
                    words.append(_without_translation(entry, package))
    words.sort(key=lambda entry: entry.msgid)
    return words


def _id(entry):
    return entry.msgctxt, entry.msgid


def _finnish(domain):
    paths = [path for package in PACKAGES for path in _catalogues(package, "fi", domain)]
    return {_id(entry) for path in paths for entry in polib.pofile(str(path)).translated_entries()}


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
