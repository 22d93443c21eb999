"""The registry of checks: what is looked at when somebody asks how the site is.

A check answers at once. What takes long, such as asking another server, is measured by the clock and kept; the check
then tells what was measured.
"""

import logging
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from himmeli.plugins.faults import note_fault
from himmeli.plugins.ownership import owner_of
from himmeli.plugins.registry import Registry

from .findings import Finding, State, attention, broken
from .models import Measurement

logger = logging.getLogger("himmeli.health")

PERIODS = ("hour", "day")


@dataclass(frozen=True)
class Check:
    """`tell()` answers with findings; with `measure`, `tell(measured)` gets what that answered last."""

    label: str
    tell: Callable[..., list[Finding]]
    measure: Callable | None = None
    every: str = "day"


@dataclass(frozen=True)
class Told:
    """One check and what it found."""

    name: str
    label: str
    findings: list[Finding]
    measured_at: datetime | None = None

    @property
    def state(self) -> State:
        return max((finding.state for finding in self.findings), default=State.FINE)


checks: Registry[Check] = Registry("health checks")


def offer_check(name: str, label, tell, *, measure=None, every: str = "day", order: int = 0) -> None:
    """Put a check on the Health page: `offer_check("shop.stock", _("Stock"), tell_about_stock)`.

    `tell()` returns a list of findings (himmeli.health.findings) and must be quick. What takes long is done by
    `measure()`, which returns something that JSON can hold; it runs once every "hour" or "day", and `tell(measured)`
    puts it into words. The check is the plugin's whose module defines `tell`.
    """
    if every not in PERIODS:
        raise ValueError(f"every must be one of {', '.join(PERIODS)}")
    checks.register(name, Check(label, tell, measure, every), order=order, plugin=owner_of(tell))


def look() -> list[Told]:
    """Ask every check of the core and of active plugins. One that fails is told as a finding, never raised."""
    kept = _kept_measurements()
    return [_ask(entry, kept) for entry in checks.active()]


def measure(*, every: str | None = None) -> list[str]:
    """Measure what is measured every "hour" or "day", or everything, and keep it. Returns the names of the checks."""
    measured = []
    for entry in checks.active():
        check = entry.value
        if check.measure is None or every not in (None, check.every):
            continue
        try:
            value = check.measure()
        except Exception as error:
            _note(entry, error)
            continue
        Measurement.objects.update_or_create(
            check_name=entry.name, defaults={"value": value, "measured_at": timezone.now()}
        )
        measured.append(entry.name)
    return measured


def _kept_measurements():
    try:
        with _savepoint():
            return {row.check_name: row for row in Measurement.objects.all()}
    except Exception:
        # A database without our tables is told by the checks themselves.
        return {}


def _ask(entry, kept):
    check, row = entry.value, kept.get(entry.name)
    if check.measure is not None and row is None:
        waits = attention(
            _("It has not been looked at yet."),
            _("It is done by itself within a day of the first start. “manage.py doctor” does it at once."),
        )
        return Told(entry.name, check.label, [waits])
    try:
        with _savepoint():
            findings = check.tell() if check.measure is None else check.tell(row.value)
    except Exception as error:
        _note(entry, error)
        reason = f"{type(error).__name__}: {error}"[:300]
        findings = [broken(_("This could not be looked at: %(reason)s") % {"reason": reason})]
    return Told(entry.name, check.label, list(findings), row.measured_at if row else None)


def _savepoint():
    return transaction.atomic() if connection.in_atomic_block else nullcontext()


def _note(entry, error):
    if entry.plugin:
        note_fault(entry.plugin, f"health check {entry.name}", error)
    else:
        logger.warning("the check %s failed: %s: %s", entry.name, type(error).__name__, error)
