"""Scheduled jobs: run once a period by whichever process comes first, absent while their plugin is off.

A job runs at most once a period: one that was killed half-way is not run again before the next. It is not wrapped in
a transaction (on SQLite nobody could write while it runs); what it changes, it changes through services, whose
transactions leave nothing half done. One that takes longer than it may is stopped, for the others wait behind it.
"""

import logging
import signal
import threading
from collections.abc import Callable
from contextlib import contextmanager
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
MINUTES_ALLOWED = 5
# A stop that the job did not hear (it came inside code that keeps errors to itself) is said again.
SECONDS_BETWEEN_STOPS = 5


@dataclass(frozen=True)
class Job:
    every: str
    function: Callable
    minutes: float = MINUTES_ALLOWED


class TookTooLong(BaseException):
    """Raised inside a job that has used up its time. Not an Exception: a job must not take it for one of its own."""


jobs: Registry[Job] = Registry("jobs")


def job(*, every: str, label: str = "", minutes: float = MINUTES_ALLOWED):
    """Decorate a function without arguments to be run once every "minute", "hour" or "day".

    `label` says on the Plugins page what it does. It is stopped after so many `minutes`.
    """
    if every not in PERIODS:
        raise ValueError(f"every must be one of {', '.join(PERIODS)}")

    def decorate(function):
        name = f"{function.__module__}.{function.__qualname__}"
        jobs.register(name, Job(every, function, minutes), plugin=owner_of(function), label=label)
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
        with _time_limit(entry.value.minutes):
            entry.value.function()
    except (Exception, SystemExit, TookTooLong) as error:
        run.error = f"{type(error).__name__}: {error}".replace("\x00", "")
        if entry.plugin:
            note_fault(entry.plugin, f"job {entry.name}", error)
        else:
            logger.exception("job %s failed", entry.name)
    run.finished_at = timezone.now()
    run.save(update_fields=["error", "finished_at"])


@contextmanager
def _time_limit(minutes):
    """Raise TookTooLong inside after so many minutes. Only the main thread can be told; others have no limit."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(*args):
        raise TookTooLong(f"it was stopped after {minutes:g} minutes")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, minutes * 60, SECONDS_BETWEEN_STOPS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
