"""Tasks that find out by themselves what is to be done: asked for a hundred times in a transaction, they run once."""

from django.db import connection, transaction
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import Task


def enqueue_once(task: Task) -> None:
    """Enqueue a task without arguments, once in the transaction under way, however often it is asked for.

    It runs after the commit. Where there is no worker (`HIMMELI_WORKER=immediate`), whoever committed waits for it.
    """
    if any(getattr(function, "enqueues", None) is task for _, function, *_ in connection.run_on_commit):
        return
    if isinstance(task.get_backend(), ImmediateBackend):
        _note(task, task.call)
    else:
        # A row of this transaction: gone with it, or there for the worker.
        task.enqueue()
        _note(task, lambda: None)


def _note(task, call):
    """What is noted within a savepoint goes with it, as the row does."""

    def after_commit():
        call()

    after_commit.enqueues = task
    transaction.on_commit(after_commit, robust=True)
