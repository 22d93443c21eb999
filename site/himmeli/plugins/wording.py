"""What a coordinator reads of a plugin on the Plugins page, where the kernel and the log have names and paths.

Runs no code of plugins: only texts that they gave beforehand are used.
"""

import re

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .registry import Entry, Registry

# Registries in a coordinator's words; the others are shown under their own name.
KINDS = {
    "blocks": _("Blocks for pages"),
    "menu entries": _("Entries for menus"),
    "slots": _("Additions to pages"),
    "jobs": _("Scheduled jobs"),
    "receivers": _("Reactions to events"),
    "providers": _("Services for other plugins"),
    "personal data": _("Personal data"),
    "search types": _("What the search finds"),
    "sitemap parts": _("Addresses for search engines"),
    "tasks": _("What you can do on your desk"),
    "waiting": _("What waits on your desk"),
    "notice kinds": _("What people are told of"),
    "kit parts": _("Content for ready-made sites"),
    "health checks": _("What the health of the site looks at"),
    "backup sources": _("Backups"),
}
PLACES = {
    "page.head": _("in the part of the page that only programs read"),
    "page.before_content": _("above the content of every page"),
    "page.after_content": _("below the content of every page"),
    "header.tools": _("in the header"),
    "footer.columns": _("in the footer"),
}
PERIODS = {"minute": _("every minute"), "hour": _("every hour"), "day": _("once a day")}

# The first words of what is written down of a piece that failed, and what that is.
PIECES = (
    ("block ", _("A block on a page: %(name)s"), "blocks"),
    ("slot ", _("An addition to pages, %(name)s"), None),
    ("job ", _("A scheduled job: %(name)s"), "jobs"),
    ("background task ", _("Something that it does in the background"), None),
    ("migration ", _("The change of its tables in the database"), None),
    ("menu entry ", _("An entry of a menu: %(name)s"), "menu entries"),
    ("search type ", _("What the search finds: %(name)s"), "search types"),
    ("sitemap part ", _("Its addresses for search engines"), None),
    ("task ", _("A card on your desk: %(name)s"), "tasks"),
    ("what is published", _("What is published or taken down at a set time"), None),
    ("what waits", _("What waits on your desk"), None),
    ("receiver ", _("Something that it does by itself when the site changes"), None),
    ("view ", _("A page or form of its own"), None),
    ("icon ", _("An icon"), None),
)
# What else has a name that begins so is a part of the admin, brought by one of Wagtail's hooks.
ADMIN_PIECE = re.compile(r"(hook )?(register|construct|insert|before|after|on|filter)_")

# Each pattern that the reasons written by the kernel begin with, and what to tell.
REASONS = (
    (r"requires what is missing: (?P<names>.+)", _("It needs a plugin that is not here: %(names)s.")),
    (r"requires itself", _("It needs itself, by way of the plugins that it needs. It can never be switched on.")),
    (r"left out by the setting", _("It was left out by hand, in the settings of the server.")),
    (
        r"plugin\.py, line (?P<line>\d+)",
        _("There is a mistake in its file plugin.py, on line %(line)s. The site works without it."),
    ),
    (
        r"plugin\.py |\w+ in plugin\.py|the folder's name",
        _("Its file plugin.py or its folder is not as it should be. The site works without it."),
    ),
    (r".*it did not end within", _("It got stuck when the site started. The site works without it.")),
    (r"SystemExit", _("It tried to end the whole site when that started. The site works without it.")),
    (r"its .* is taken by ", _("It uses a name or an address that something else has. The site works without it.")),
)


def plain(value) -> str:
    """A text or a lazy translation; empty for anything whose reading would run somebody's code, or fails."""
    if isinstance(value, str | Promise):
        try:
            return str(value)
        except Exception:
            return ""
    return ""


def kind_in_words(kind: str) -> str:
    return str(KINDS.get(kind, capfirst(kind)))


def entry_in_words(kind: str, entry: Entry) -> str:
    """What one entry of a registry is: its own label, or else the best that can be told without asking its code."""
    name = plain(entry.label) or _label_of_value(entry.value)
    if kind == "jobs":
        often = str(PERIODS.get(getattr(entry.value, "every", ""), ""))
        return f"{name} ({often})" if name else capfirst(often)
    if kind == "slots" and not name:
        return place_in_words(entry.name.partition(":")[0])
    return name or entry.name.rpartition(".")[2].rpartition(":")[2].replace("_", " ")


def place_in_words(place: str) -> str:
    return str(PLACES.get(place, place.replace(".", " ").replace("_", " ")))


def _label_of_value(value):
    facts = vars(value) if hasattr(value, "__dict__") else {}
    name = plain(facts.get("label")) or plain(facts.get("title"))
    if name:
        return name
    meta = getattr(facts.get("block"), "meta", None)
    if meta is not None:
        return plain(getattr(meta, "label", ""))
    options = getattr(facts.get("model"), "_meta", None)
    return plain(getattr(options, "verbose_name_plural", ""))


def piece_in_words(piece: str) -> str:
    """What failed, from the words the kernel wrote it down with."""
    for start, words, kind in PIECES:
        if piece.startswith(start):
            name = piece.removeprefix(start).partition(" in ")[0]
            return str(words) % {"name": _name_of_piece(kind, start, name)}
    if ADMIN_PIECE.match(piece):
        return gettext("A part of the admin’s pages")
    return piece


def _name_of_piece(kind, start, name):
    if start == "slot ":
        return place_in_words(name)
    entry = Registry.all[kind].find(name) if kind in Registry.all else None
    return entry_in_words(kind, entry) if entry else name


def reason_in_words(reason: str) -> str:
    """Why a plugin is left out, for somebody who does not read code."""
    for pattern, words in REASONS:
        match = re.match(pattern, reason)
        if match:
            return str(words) % match.groupdict()
    return gettext("There is a mistake in its code. The site works without it.")


def time_in_words(milliseconds: float) -> str:
    """About how long, as exactly as it matters."""
    if milliseconds < 1:
        return gettext("less than 1 ms")
    step = 1 if milliseconds < 20 else 5 if milliseconds < 100 else 10
    return gettext("about %(number)s ms") % {"number": round(milliseconds / step) * step}


def weight_in_words(milliseconds: float) -> str:
    """Whether visitors feel that much on every page."""
    if milliseconds < 20:
        return gettext("Nobody notices that.")
    if milliseconds < 100:
        return gettext("Hardly anybody notices that.")
    return gettext("Visitors may notice that.")
