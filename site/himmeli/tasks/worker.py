"""The worker: does what waits in the queue, runs the scheduled jobs, says that it lives. One process, three threads.

What it survives: a database that goes away and comes back, a task that raises, another worker that was killed. When it
is told to end it finishes the task in hand first.
"""

import logging
import os
import random
import secrets
import signal
import socket
import threading
import time
from datetime import timedelta
from traceback import format_exception

from django.db import DatabaseError, InterfaceError, close_old_connections, connections
from django.utils import timezone
from django_tasks.base import TaskContext
from django_tasks.utils import normalize_json

from himmeli.plugins.jobs import run_due_jobs
from himmeli.running.request_ids import carrying
from himmeli.running.text import storable

from .models import Worker
from .queue import PREFIX, claim_next, note_failure, note_success, take_back_lost

logger = logging.getLogger("himmeli.tasks")

SECONDS_BETWEEN_LOOKS = 1
SECONDS_BETWEEN_SIGNS = 10
SECONDS_BETWEEN_JOBS = 20
LONGEST_PAUSE = 15
# A worker judges others only after it has been able to speak itself for so long.
SECONDS_TO_BE_STEADY = 30
FORGET_WORKERS_AFTER = timedelta(days=1)
AWAY = (DatabaseError, InterfaceError)


class TaskWorker:
    """`run` stays until `stop` is called, or, with `until_empty`, until nothing is due."""

    def __init__(self):
        self.id = f"{PREFIX}{socket.gethostname()[:30]}-{os.getpid()}-{secrets.token_hex(4)}"
        self._stopping = threading.Event()
        self._steady_since = None

    def stop(self, number=None, frame=None) -> None:
        if number == signal.SIGINT and self._stopping.is_set():
            # Ctrl+C a second time: at once, then. The task is found by the next worker.
            os._exit(1)
        self._stopping.set()

    def obey_signals(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)

    def run(self, *, until_empty: bool = False, with_jobs: bool = True) -> None:
        helpers = [threading.Thread(target=self._say_that_it_lives, daemon=True)]
        if with_jobs:
            helpers.append(threading.Thread(target=self._run_jobs, daemon=True))
        # Before anything is claimed: a worker without a row is a dead one to others.
        self._sign()
        for helper in helpers:
            helper.start()
        logger.info("worker %s is at work", self.id)
        try:
            self._work(until_empty)
        finally:
            self._stopping.set()
            for helper in helpers:
                helper.join()
            self._sign_off()
            connections.close_all()
        logger.info("worker %s has ended", self.id)

    def _work(self, until_empty):
        pause = SECONDS_BETWEEN_LOOKS
        while not self._stopping.is_set():
            try:
                close_old_connections()
                row = claim_next(self.id)
            except AWAY as error:
                self._database_is_away(error, pause)
                pause = min(pause * 2, LONGEST_PAUSE)
                continue
            pause = SECONDS_BETWEEN_LOOKS
            if row is not None:
                self._do(row)
            elif until_empty:
                return
            else:
                # Several workers don't all look at the same moment.
                self._stopping.wait(SECONDS_BETWEEN_LOOKS * (0.9 + random.random() / 5))  # noqa: S311

    def _do(self, row):
        with carrying(f"task-{row.pk}"):
            try:
                value = _call(row)
            except (Exception, SystemExit) as error:
                _close_broken()
                self._until_written(lambda error=error: _log_failure(row, error, note_failure(row, error)))
            else:
                self._until_written(lambda: _log_success(row, note_success(row, value)))

    def _until_written(self, write):
        """The work is done; only that must still be written down, however long the database is away."""
        pause = SECONDS_BETWEEN_LOOKS
        while True:
            try:
                return write()
            except AWAY as error:
                if self._stopping.is_set():
                    logger.error("what became of a task could not be written down; it will be found by the next worker")
                    return None
                self._database_is_away(error, pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    def _database_is_away(self, error, pause):
        logger.warning("the database does not answer, looking again in %s s: %s", pause, str(error).strip())
        connections.close_all()
        self._stopping.wait(pause)

    def _say_that_it_lives(self):
        pause = 0
        while not self._stopping.wait(pause):
            pause = SECONDS_BETWEEN_SIGNS
            try:
                self._sign()
                is_steady = time.monotonic() - self._steady_since > SECONDS_TO_BE_STEADY
                for row in take_back_lost(self.id, also_silent=is_steady):
                    logger.warning("task %s (%s) was lost with its worker", row.pk, row.task_path)
            except AWAY:
                self._steady_since, pause = None, SECONDS_BETWEEN_LOOKS
                connections.close_all()
            finally:
                close_old_connections()
        connections.close_all()

    def _sign(self):
        now = timezone.now()
        Worker.objects.update_or_create(
            pk=self.id, defaults={"seen_at": now, "host": socket.gethostname(), "process": os.getpid()}
        )
        Worker.objects.filter(seen_at__lt=now - FORGET_WORKERS_AFTER).delete()
        if self._steady_since is None:
            self._steady_since = time.monotonic()

    def _sign_off(self):
        try:
            Worker.objects.filter(pk=self.id).delete()
        except AWAY:
            logger.warning("the database does not answer; this worker ends without saying so")

    def _run_jobs(self):
        while not self._stopping.is_set():
            try:
                with carrying("jobs"):
                    run_due_jobs()
            except Exception:
                # A database that is away for a moment must not end all jobs for good.
                logger.exception("the scheduled jobs could not be run")
            connections.close_all()
            self._stopping.wait(SECONDS_BETWEEN_JOBS)


def _call(row):
    task = row.task
    arguments = row.args_kwargs
    context = (TaskContext(task_result=row.task_result),) if task.takes_context else ()
    return normalize_json(task.call(*context, *arguments["args"], **arguments["kwargs"]))


def _close_broken():
    """A connection that broke inside the task must not be what its failure is written through."""
    for connection in connections.all(initialized_only=True):
        connection.close_if_unusable_or_obsolete()


def _log_success(row, is_ours):
    if is_ours:
        logger.debug("task %s (%s) is done", row.pk, row.task_path)
    else:
        logger.warning("task %s (%s) is done, but was given to another worker meanwhile", row.pk, row.task_path)


def _log_failure(row, error, wait):
    if wait is not None:
        logger.warning(
            "task %s (%s) failed, try %s, again in %s s: %s: %s",
            *(
                row.pk,
                row.task_path,
                len(row.worker_ids),
                round(wait.total_seconds()),
                type(error).__name__,
                storable(str(error)),
            ),
        )
    else:
        text = "".join(format_exception(error))
        logger.error("task %s (%s) failed and is not tried again\n%s", row.pk, row.task_path, storable(text).rstrip())
