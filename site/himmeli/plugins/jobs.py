"""Scheduled jobs: run once a period by whichever process comes first, absent while their plugin is off."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from .faults import note_fault
from .models import JobRun
from .registry import Registry

logger = logging.getLogger("himmeli.jobs")

PERIODS = {"minute": "%Y-%m-%dT%H:%M", "hour": "%Y-%m-%dT%H", "day": "%Y-%m-%d"}
KEEP_RUNS_FOR = timedelta(days=30)


@dataclass(frozen=True)
class Job:
    every: str
    function: Callable


jobs: Registry[Job] = Registry("jobs")


def job(*, every: str):
    """Decorate a function without arguments to be run once every "minute", "hour" or "day"."""
    if every not in PERIODS:
        raise ValueError(f"every must be one of {', '.join(PERIODS)}")

    def decorate(function):
        from .ownership import owner_of

        name = f"{function.__module__}.{function.__qualname__}"
        jobs.register(name, Job(every, function), plugin=owner_of(function))
        return function

    return decorate


def run_due_jobs() -> list[str]:
    """Run every job whose period has not been run yet. Returns the names of those run. A job that raises is noted."""
    ran = []
    for entry in jobs.active():
        period = timezone.now().strftime(PERIODS[entry.value.every])
        try:
            with transaction.atomic():
                run = JobRun.objects.create(job=entry.name, period=period)
        except IntegrityError:
            continue
        ran.append(entry.name)
        _run(entry, run)
    JobRun.objects.filter(started_at__lt=timezone.now() - KEEP_RUNS_FOR).delete()
    return ran


def _run(entry, run):
    try:
        with transaction.atomic():
            entry.value.function()
    except Exception as error:
        run.error = f"{type(error).__name__}: {error}"
        if entry.plugin:
            note_fault(entry.plugin, f"job {entry.name}", error)
        else:
            logger.exception("job %s failed", entry.name)
    run.finished_at = timezone.now()
    run.save(update_fields=["error", "finished_at"])
