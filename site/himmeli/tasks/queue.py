"""What waits, what runs, what failed: the queue as it lies in the database."""

import os
import socket
from dataclasses import dataclass
from datetime import datetime, timedelta
from traceback import format_exception

from django.db import transaction
from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from himmeli.plugins.activation import is_active
from himmeli.plugins.ownership import plan
from himmeli.running.text import storable

from .declaring import retrying_of
from .exceptions import NotDead, WorkerLost
from .models import Worker

# Workers of ours; those of other programs keep no row, so nothing can be said about whether they live.
PREFIX = "himmeli-"
# A worker that has not said that it lives for so long is taken for dead. It says so every ten seconds.
SILENCE = timedelta(seconds=90)
# Tasks of a plugin that is off are looked at again after this time.
WHILE_OFF = timedelta(minutes=10)
LONGEST_TRACEBACK = 20_000


@dataclass(frozen=True)
class State:
    """How the background work stands. `is_running` is False when no worker lives."""

    is_running: bool
    seen_at: datetime | None
    waiting: int
    oldest_waiting_at: datetime | None
    dead: int


def state() -> State:
    """For whoever watches over the site. Two queries."""
    now = timezone.now()
    due = Q(status=TaskResultStatus.READY) & (Q(run_after=get_date_max()) | Q(run_after__lte=now))
    counts = DBTaskResult.objects.order_by().aggregate(
        waiting=Count("pk", filter=due),
        oldest=Min("enqueued_at", filter=due),
        dead=Count("pk", filter=Q(status=TaskResultStatus.FAILED)),
    )
    worker = Worker.objects.order_by("-seen_at").first()
    seen_at = worker.seen_at if worker else None
    return State(
        is_running=seen_at is not None and seen_at > now - SILENCE,
        seen_at=seen_at,
        waiting=counts["waiting"],
        oldest_waiting_at=counts["oldest"],
        dead=counts["dead"],
    )


def dead_letters() -> QuerySet[DBTaskResult]:
    """Tasks that are not tried any more, newest first. `exception_class_path` and `traceback` say why."""
    return DBTaskResult.objects.failed().order_by("-finished_at", "pk")


def retry_dead_letter(task_id) -> None:
    """Put a dead letter back into the queue, with all its tries before it. Raises NotDead."""
    changed = dead_letters().filter(pk=task_id).update(**_as_new())
    if not changed:
        raise NotDead


def retry_all_dead_letters() -> int:
    return dead_letters().update(**_as_new())


def forget_dead_letter(task_id) -> None:
    """Throw a dead letter away. Raises NotDead."""
    deleted, _ = dead_letters().filter(pk=task_id).delete()
    if not deleted:
        raise NotDead


def _as_new():
    return {
        "status": TaskResultStatus.READY,
        "worker_ids": [],
        "run_after": get_date_max(),
        "started_at": None,
        "finished_at": None,
    }


def claim_next(worker_id: str) -> DBTaskResult | None:
    """The next task that is due, now this worker's. None when there is none."""
    # Asked without a lock first: on SQLite everybody's writing would wait for it, each second.
    if not DBTaskResult.objects.ready().exists():
        return None
    with transaction.atomic():
        row = DBTaskResult.objects.ready().get_locked()
        if row is None:
            return None
        if _is_of_plugin_that_is_off(row.task_path):
            DBTaskResult.objects.filter(pk=row.pk).update(run_after=timezone.now() + WHILE_OFF)
            return None
        row.claim(worker_id)
        return row


def _is_of_plugin_that_is_off(task_path):
    """Also of one in quarantine: its code is there, and must not be run."""
    owner = next((label for label, found in plan().found.items() if task_path.startswith(f"{found.module}.")), None)
    return owner is not None and not is_active(owner)


def note_success(row: DBTaskResult, value) -> bool:
    """Write down that a task is done. Returns False when it was taken from this worker, which was thought dead."""
    return _settle(
        row,
        status=TaskResultStatus.SUCCESSFUL,
        finished_at=timezone.now(),
        return_value=value,
        exception_class_path="",
        traceback="",
    )


def note_failure(row: DBTaskResult, error: BaseException) -> timedelta | None:
    """Put a task back for another try, or among the dead letters. Returns the wait, or None when it was the last."""
    text = storable("".join(format_exception(error)))
    told = {
        "exception_class_path": f"{type(error).__module__}.{type(error).__qualname__}",
        "traceback": text[-LONGEST_TRACEBACK:],
        "return_value": None,
    }
    retrying, attempts, now = retrying_of(row.task_path), len(row.worker_ids), timezone.now()
    if attempts <= retrying.retries:
        wait = retrying.wait(attempts)
        _settle(row, status=TaskResultStatus.READY, run_after=now + wait, **told)
        return wait
    _settle(row, status=TaskResultStatus.FAILED, finished_at=now, **told)
    return None


def _settle(row, **values):
    """The time of its start tells this attempt from any other of the same task."""
    mine = DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.RUNNING, started_at=row.started_at)
    return bool(mine.update(**values))


def take_back_lost(worker_id: str, *, also_silent: bool) -> list[DBTaskResult]:
    """Tasks whose worker died in the middle: tried again if they may be, otherwise dead letters. Returns them.

    Dead for certain is a worker that signed off, or whose process is not there any more. One that is only silent is
    taken for dead if `also_silent`: not by somebody whom the database was away from, too.
    """
    workers = {worker.pk: worker for worker in Worker.objects.all()}
    lost = []
    for row in DBTaskResult.objects.running():
        name = row.worker_ids[-1] if row.worker_ids else ""
        if not name.startswith(PREFIX) or name == worker_id:
            continue
        worker = workers.get(name)
        is_silent = worker is not None and worker.seen_at < timezone.now() - SILENCE
        if worker is None or _is_gone(worker) or (is_silent and also_silent):
            note_failure(row, WorkerLost(f"The worker {name} ended in the middle of it."))
            lost.append(row)
    return lost


def _is_gone(worker):
    """Whether its process is not there any more, as far as can be seen: on this machine only."""
    if worker.host != socket.gethostname():
        return False
    if worker.process == os.getpid():
        # A container that was started again: the number is ours now.
        return True
    try:
        os.kill(worker.process, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        pass
    return False
