"""What the Plugins page and `manage.py plugins` tell of each plugin. Runs none of its code.

Texts come from the manifest read as text (`facts`), and from what the plugin registered, as long as that is plain.
"""

import gettext as plain_gettext
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from django.apps import apps
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from .activation import active_plugins, dependants_of, missing_tables, requirements_of
from .costs import write_costs
from .models import PluginCost, PluginFault, PluginState
from .ownership import plan
from .registry import Registry
from .wording import (
    entry_in_words,
    kind_in_words,
    piece_in_words,
    plain,
    reason_in_words,
    time_in_words,
    weight_in_words,
)

ACTIVE, OFF, QUARANTINED, WAITING, NO_TABLES = "active", "off", "quarantined", "waiting", "no_tables"
STATES = {
    ACTIVE: _("On"),
    OFF: _("Off"),
    QUARANTINED: _("Left out: it does not work"),
    WAITING: _("Waits for another plugin"),
    NO_TABLES: _("Not set up yet"),
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
    # Why it does not work, for everybody, and the words of the error for whoever mends it.
    reason: str = ""
    error: str = ""
    traceback: str = ""
    requires: list[str] = field(default_factory=list)
    brings: list[Brought] = field(default_factory=list)
    uses: list["Use"] = field(default_factory=list)
    cost: "Cost | None" = None
    faults: list["Fault"] = field(default_factory=list)
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


@dataclass(frozen=True)
class Cost:
    """What a plugin costs a page view, in words: that of others, and that of its own. Empty where none was measured."""

    added: str = ""
    own: str = ""
    queries_added: int = 0
    queries_own: int = 0


@dataclass(frozen=True)
class Fault:
    """A piece that raised, for people (`what`) and for whoever mends it."""

    what: str
    piece: str
    message: str
    traceback: str
    count: int
    last_at: datetime


def all_cards() -> list[Card]:
    """A card for every plugin found: those that need attention first, then by title."""
    write_costs()
    costs = {cost.plugin: cost for cost in PluginCost.objects.all()}
    faults = {}
    for fault in PluginFault.objects.all():
        faults.setdefault(fault.plugin, []).append(_fault(fault))
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
    state, reason, error, traceback = _state(label, on)
    return Card(
        label=label,
        title=title_of(label),
        summary=summary_of(label),
        version=str(facts.get("version", "")),
        author=str(facts.get("author", "")),
        icon=str(facts.get("icon", "") or "plug"),
        state=state,
        reason=reason,
        error=error,
        traceback=traceback,
        requires=[title_of(name) for name in (found.requires if found else ())],
        brings=_brings(label),
        uses=uses_of(label),
        cost=_cost(cost) if cost and cost.samples and state == ACTIVE else None,
        faults=faults[:10],
        is_switched_on=label in on,
    )


def _state(label, on):
    """(state, reason in words, words of the error, traceback)"""
    if label not in plan().found:
        return QUARANTINED, gettext("Its folder is no longer there. What it stored is kept."), "", ""
    if label in plan().quarantined:
        reason = plan().quarantined[label]
        return QUARANTINED, reason_in_words(reason.line), reason.line, reason.traceback
    if label in active_plugins():
        return ACTIVE, "", "", ""
    if label in on:
        off = [title_of(name) for name in requirements_of(label) if name not in active_plugins()]
        return WAITING, gettext("It needs %(plugins)s.") % {"plugins": ", ".join(off)}, "", ""
    if missing_tables(label):
        return NO_TABLES, gettext("Its tables are not in the database. Run “manage.py migrate” on the server."), "", ""
    return OFF, "", "", ""


def _cost(cost):
    words, (milliseconds, queries), (own_milliseconds, own_queries) = {}, cost.added or (0, 0), cost.own or (0, 0)
    if cost.added:
        words["added"] = gettext("Adds %(time)s to a page.") % {"time": time_in_words(milliseconds)}
        words["added"] += f" {weight_in_words(milliseconds)}"
    if cost.own:
        words["own"] = gettext("A page of its own is made in %(time)s.") % {"time": time_in_words(own_milliseconds)}
    return Cost(**words, queries_added=queries, queries_own=own_queries)


def _fault(fault):
    what = piece_in_words(fault.piece)
    return Fault(what, fault.piece, fault.message, fault.traceback, fault.count, fault.last_at)


def title_of(label: str) -> str:
    """A plugin's name for people, as far as its manifest can be read."""
    found = plan().found.get(label)
    title = found.facts.get("verbose_name") if found else None
    return _translated(label, title) if isinstance(title, str) and title else capfirst(label.replace("_", " "))


def summary_of(label: str) -> str:
    """What a plugin is for, in one sentence, in the language in use; empty where its manifest does not say."""
    found = plan().found.get(label)
    return _translated(label, found.facts.get("summary", "")) if found else ""


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
        names = sorted({capfirst(entry_in_words(kind, entry)) for entry in registry.of(label)}, key=str.casefold)
        brought.append(Brought(kind_in_words(kind), names))
    brought.append(Brought(gettext("Kinds of records"), sorted(set(kept), key=str.casefold)))
    return [thing for thing in brought if thing.names]


def page_models(label):
    return [model for model in apps.all_models.get(label, {}).values() if issubclass(model, Page)]


def _name_of_model(model):
    return capfirst(plain(model._meta.verbose_name) or model.__name__)


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
