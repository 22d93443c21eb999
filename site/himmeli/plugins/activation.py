"""Which plugins are active: data, switched in the admin, seen by every process at its next request."""

import threading
from contextlib import nullcontext

from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.dispatch import Signal
from django.utils import timezone

from himmeli.stamps.services import bump, stamp

from .exceptions import CannotSwitch
from .models import PluginState
from .ownership import plan

STAMP = "plugins"

# Sent in the transaction that switches, with `labels` and `is_on`.
plugins_switched = Signal()

_kept = threading.local()
# One object for each set of plugins, in all threads.
_sets: dict[frozenset[str], frozenset[str]] = {}


def active_plugins() -> frozenset[str]:
    """Labels of the plugins that are switched on, installed, and whose requirements are active too.

    The same object as long as nothing is switched, so that what is computed from it can be kept by it.
    """
    version = stamp(STAMP)
    kept = getattr(_kept, "active", None)
    if kept is None or kept[0] != version:
        active = _query_active()
        kept = _kept.active = (version, _sets.setdefault(active, active))
    return kept[1]


def forget_active() -> None:
    """Ask the database again at the next question."""
    _kept.active = None


def is_active(label: str | None) -> bool:
    """Whether this plugin is active. The core (None) always is."""
    return label is None or label in active_plugins()


def requirements_of(label: str) -> list[str]:
    """Every plugin it stands on, nearest ground first."""
    ordered, seen = [], {label}

    def visit(name):
        for needed in _requires(name):
            if needed not in seen:
                seen.add(needed)
                visit(needed)
                ordered.append(needed)

    visit(label)
    return ordered


def dependants_of(label: str) -> list[str]:
    """The active plugins that cannot live without it."""
    return sorted(name for name in active_plugins() if label in requirements_of(name))


@transaction.atomic
def switch_on(label: str, *, with_requirements: bool = False) -> list[str]:
    """Make a plugin active. Returns the labels switched on.

    Raises CannotSwitch when it is quarantined or not there, when its tables are not in the database yet, or when it
    requires plugins that are off and `with_requirements` is not given.
    """
    missing = [name for name in requirements_of(label) if not is_active(name)]
    for name in [*missing, label]:
        if name not in plan().installed:
            raise CannotSwitch(name, reason=plan().quarantined.get(name))
        if missing_tables(name):
            raise CannotSwitch(name, needs_migrate=True)
    if missing and not with_requirements:
        raise CannotSwitch(label, missing=missing)
    _set([*missing, label], True)
    return [*missing, label]


@transaction.atomic
def switch_off(label: str, *, with_dependants: bool = False) -> list[str]:
    """Make a plugin inactive; nothing it stored is touched. Returns the labels switched off.

    Works for a quarantined plugin too. Raises CannotSwitch when active plugins need it and `with_dependants` is not
    given.
    """
    if label not in plan().found and not PluginState.objects.filter(label=label).exists():
        raise CannotSwitch(label)
    dependants = dependants_of(label)
    if dependants and not with_dependants:
        raise CannotSwitch(label, dependants=dependants)
    _set([*dependants, label], False)
    return [*dependants, label]


def missing_tables(label: str) -> set[str]:
    """The tables of a plugin that the database does not have: its migrations have not been run."""
    models = [model for model in apps.all_models[label].values() if model._meta.managed and not model._meta.proxy]
    wanted = {model._meta.db_table for model in models if not model._meta.swapped}
    return wanted - set(connection.introspection.table_names()) if wanted else set()


def _set(labels, is_on):
    for label in labels:
        PluginState.objects.update_or_create(
            label=label, defaults={"is_active": is_on, "switched_at": timezone.now(), "seen_version": _version(label)}
        )
    bump(STAMP)
    bump("content")
    plugins_switched.send(sender=None, labels=labels, is_on=is_on)


def _version(label):
    found = plan().found.get(label)
    return str(found.facts.get("version", ""))[:40] if found else ""


def _requires(label):
    found = plan().found.get(label)
    return found.requires if found else ()


def _query_active():
    try:
        with transaction.atomic() if connection.in_atomic_block else nullcontext():
            switched_on = set(PluginState.objects.filter(is_active=True).values_list("label", flat=True))
    except DatabaseError:
        return frozenset()
    alive = {label for label in switched_on if label in plan().installed}
    return frozenset(label for label in alive if all(name in alive for name in requirements_of(label)))
