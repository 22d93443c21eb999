"""Scheduled jobs: run once a period by whichever process comes first, absent while their plugin is off.

A job runs at most once a period: one that was killed half-way is not run again before the next. It is not wrapped in
a transaction (on SQLite nobody could write while it runs); what it changes, it changes through services, whose
transactions leave nothing half done.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from .faults import note_fault
from .models import JobRun
from .ownership import owner_of
from .registry import Registry

logger = logging.getLogger("himmeli.jobs")

PERIODS = {"minute": "%Y-%m-%dT%H:%M", "hour": "%Y-%m-%dT%H", "day": "%Y-%m-%d"}
KEEP_RUNS_FOR = timedelta(days=30)
# A run that has not ended by then is taken for dead, and the job may run again.
LONGEST_RUN = timedelta(hours=1)


@dataclass(frozen=True)
class Job:
    every: str
    function: Callable


jobs: Registry[Job] = Registry("jobs")


def job(*, every: str, label: str = ""):
    """Decorate a function without arguments to be run once every "minute", "hour" or "day".

    `label` says on the Plugins page what it does.
    """
    if every not in PERIODS:
        raise ValueError(f"every must be one of {', '.join(PERIODS)}")

    def decorate(function):
        name = f"{function.__module__}.{function.__qualname__}"
        jobs.register(name, Job(every, function), plugin=owner_of(function), label=label)
        return function

    return decorate


def run_due_jobs() -> list[str]:
    """Run every job whose period has not been run yet. Returns the names of those run. A job that raises is noted."""
    ran = []
    for entry in jobs.active():
        run = _claim(entry)
        if run is not None:
            _run(entry, run)
            ran.append(entry.name)
    JobRun.objects.filter(started_at__lt=timezone.now() - KEEP_RUNS_FOR).delete()
    return ran


def _claim(entry):
    """The right to run a job in this period, or None when another process has it or still runs it."""
    now = timezone.now()
    if JobRun.objects.filter(job=entry.name, finished_at=None, started_at__gt=now - LONGEST_RUN).exists():
        return None
    period = now.strftime(PERIODS[entry.value.every])
    if JobRun.objects.filter(job=entry.name, period=period).exists():
        return None
    try:
        with transaction.atomic():
            return JobRun.objects.create(job=entry.name, period=period)
    except IntegrityError:
        return None


def _run(entry, run):
    try:
        entry.value.function()
    except Exception as error:
        run.error = f"{type(error).__name__}: {error}".replace("\x00", "")
        if entry.plugin:
            note_fault(entry.plugin, f"job {entry.name}", error)
        else:
            logger.exception("job %s failed", entry.name)
    run.finished_at = timezone.now()
    run.save(update_fields=["error", "finished_at"])
