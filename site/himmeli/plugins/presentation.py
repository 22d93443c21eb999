"""What the Plugins page and `manage.py plugins` tell of each plugin. Runs none of its code.

Texts come from the manifest read as text (`facts`), and from what the plugin registered, as long as that is plain.
"""

import gettext as plain_gettext
from dataclasses import dataclass, field
from functools import lru_cache

from django.apps import apps
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from .activation import active_plugins, dependants_of, missing_tables, requirements_of
from .costs import write_costs
from .models import PluginCost, PluginFault, PluginState
from .ownership import plan
from .registry import Registry

ACTIVE, OFF, QUARANTINED, WAITING, NO_TABLES = "active", "off", "quarantined", "waiting", "no_tables"
STATES = {
    ACTIVE: _("On"),
    OFF: _("Off"),
    QUARANTINED: _("Left out: it does not work"),
    WAITING: _("Waits for another plugin"),
    NO_TABLES: _("Not set up yet"),
}
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
}


@dataclass
class Brought:
    """One kind of thing that a plugin brings, and the names of what it is."""

    kind: str
    names: list[str]


@dataclass
class Card:
    """One plugin, as the Plugins page shows it."""

    label: str
    title: str
    summary: str
    version: str
    author: str
    icon: str
    state: str
    reason: str = ""
    traceback: str = ""
    requires: list[str] = field(default_factory=list)
    brings: list[Brought] = field(default_factory=list)
    uses: list["Use"] = field(default_factory=list)
    cost: PluginCost | None = None
    faults: list[PluginFault] = field(default_factory=list)
    is_switched_on: bool = False

    @property
    def state_label(self):
        return STATES[self.state]

    @property
    def can_switch_on(self):
        return self.state == OFF

    @property
    def fault_count(self):
        return sum(fault.count for fault in self.faults)


def all_cards() -> list[Card]:
    """A card for every plugin found: those that need attention first, then by title."""
    write_costs()
    costs = {cost.plugin: cost for cost in PluginCost.objects.all()}
    faults = {}
    for fault in PluginFault.objects.all():
        faults.setdefault(fault.plugin, []).append(fault)
    on = set(PluginState.objects.filter(is_active=True).values_list("label", flat=True))
    gone = {label for label in on if label not in plan().found}
    cards = [_card(label, on, costs.get(label), faults.get(label, [])) for label in {*plan().found, *gone}]
    return sorted(cards, key=lambda card: (card.state != QUARANTINED, card.title.casefold()))


def card_of(label: str) -> Card | None:
    """The card of one plugin, or None when there is no such plugin."""
    return next((card for card in all_cards() if card.label == label), None)


def _card(label, on, cost, faults):
    found = plan().found.get(label)
    facts = found.facts if found else {}
    state, reason, traceback = _state(label, on)
    return Card(
        label=label,
        title=title_of(label),
        summary=_translated(label, facts.get("summary", "")),
        version=str(facts.get("version", "")),
        author=str(facts.get("author", "")),
        icon=str(facts.get("icon", "") or "plug"),
        state=state,
        reason=reason,
        traceback=traceback,
        requires=[title_of(name) for name in (found.requires if found else ())],
        brings=_brings(label),
        uses=uses_of(label),
        cost=cost if cost and cost.views else None,
        faults=faults[:10],
        is_switched_on=label in on,
    )


def _state(label, on):
    if label not in plan().found:
        return QUARANTINED, gettext("Its folder is no longer there. What it stored is kept."), ""
    if label in plan().quarantined:
        reason = plan().quarantined[label]
        return QUARANTINED, reason.line, reason.traceback
    if label in active_plugins():
        return ACTIVE, "", ""
    if label in on:
        off = [title_of(name) for name in requirements_of(label) if name not in active_plugins()]
        return WAITING, gettext("It needs %(plugins)s.") % {"plugins": ", ".join(off)}, ""
    if missing_tables(label):
        return NO_TABLES, gettext("Its tables are not in the database. Run “manage.py migrate” on the server."), ""
    return OFF, "", ""


def title_of(label: str) -> str:
    """A plugin's name for people, as far as its manifest can be read."""
    found = plan().found.get(label)
    title = found.facts.get("verbose_name") if found else None
    return _translated(label, title) if isinstance(title, str) and title else capfirst(label.replace("_", " "))


def _translated(label, text):
    """In the language in use: by the site's catalogue, else by the plugin's own, which is data and not code."""
    if not isinstance(text, str) or not text:
        return ""
    known = gettext(text)
    return known if known != text else _catalogue(label, get_language() or "en").gettext(text)


@lru_cache(maxsize=256)
def _catalogue(label, language):
    found = plan().found.get(label)
    try:
        return plain_gettext.translation("django", found.path / "locale", [language.replace("-", "_")])
    except (OSError, ValueError, AttributeError, UnicodeError):
        return plain_gettext.NullTranslations()


def _brings(label):
    brought = [Brought(gettext("Page types"), [_name_of_model(model) for model in page_models(label)])]
    others = [model for model in apps.all_models.get(label, {}).values() if not issubclass(model, Page)]
    kept = [_name_of_model(model) for model in others if not model._meta.auto_created]
    for kind, registry in Registry.all.items():
        names = sorted({_name_of_entry(entry) for entry in registry.of(label)}, key=str.casefold)
        brought.append(Brought(str(KINDS.get(kind, capfirst(kind))), names))
    brought.append(Brought(gettext("Kinds of records"), sorted(set(kept), key=str.casefold)))
    return [thing for thing in brought if thing.names]


def page_models(label):
    return [model for model in apps.all_models.get(label, {}).values() if issubclass(model, Page)]


def _name_of_model(model):
    return capfirst(plain(model._meta.verbose_name) or model.__name__)


def _name_of_entry(entry):
    label = plain(vars(entry.value).get("label")) if hasattr(entry.value, "__dict__") else ""
    meta = getattr(getattr(entry.value, "block", None), "meta", None)
    label = label or plain(getattr(meta, "label", ""))
    return label or entry.name.rpartition(".")[2].rpartition(":")[2].replace("_", " ")


def plain(value) -> str:
    """A text or a lazy translation; empty for anything whose reading would run somebody's code, or fails."""
    if isinstance(value, str | Promise):
        try:
            return str(value)
        except Exception:
            return ""
    return ""


@dataclass(frozen=True)
class Use:
    """How much of one kind of thing that a plugin brought is in use."""

    text: str
    count: int


def uses_of(label: str) -> list[Use]:
    """What would go out of sight if the plugin were switched off: its pages, and its blocks in pages."""
    uses = []
    pages = Page.objects.filter(content_type__app_label=label).count()
    if pages:
        uses.append(Use(ngettext("%(number)s page", "%(number)s pages", pages) % {"number": pages}, pages))
    for ask in usage_sources.values():
        uses.extend(ask(label))
    return uses


# The blocks app adds its own: the kernel does not know blocks.
usage_sources = {}


def dependant_titles(label: str) -> list[str]:
    return [title_of(name) for name in dependants_of(label)]
