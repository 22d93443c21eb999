"""Tasks that nobody waits for: run after the commit, never while a visitor waits for her page."""

import logging
import os
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.db import connection, connections, transaction
from django_tasks.backends.immediate import ImmediateBackend

logger = logging.getLogger("himmeli.jobs")


class _Aside:
    """One thread of this process, made when first needed. It ends its work before the process ends in good order."""

    def __init__(self):
        self.forget()

    def submit(self, task):
        """Run a task after those before it. One that waits for its turn already will see what is new as well."""
        if task in self._waiting:
            return
        if self._pool is None:
            self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="himmeli-aside")
        self._waiting.append(task)
        try:
            self._pool.submit(self._run, task)
        except RuntimeError:
            # The process is ending and takes no more work: what belongs to its last work is done with it.
            self._run(task)

    def forget(self):
        self._pool, self._waiting = None, []

    def _run(self, task):
        self._waiting.remove(task)
        try:
            task.call()
        except Exception:
            logger.exception("%s failed; the scheduled jobs try again", task.module_path)
        finally:
            connections.close_all()


_aside = _Aside()
# Threads don't survive a fork: the child makes its own.
os.register_at_fork(after_in_child=_aside.forget)


def run_soon(task) -> None:
    """Run a task without arguments after the commit: by the worker, or in a thread of this process if there is none.

    However often it is asked for in a transaction, it runs once. Nothing may depend on it alone: a process that is
    killed runs it never, so whatever it does must be found and done by a scheduled job as well.
    """
    if any(getattr(function, "task", None) is task for _, function, *_ in connection.run_on_commit):
        return

    def start():
        _start(task)

    start.task = task
    transaction.on_commit(start, robust=True)


def _start(task):
    if not isinstance(task.get_backend(), ImmediateBackend):
        task.enqueue()
    elif settings.HIMMELI_TASKS_ASIDE:
        _aside.submit(task)
    else:
        task.call()
