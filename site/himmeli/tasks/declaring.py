"""How a task is declared: which function, and what happens when it fails."""

import contextlib
import random
from dataclasses import dataclass
from datetime import timedelta

from django.utils.module_loading import import_string
from django_tasks import task as plain_task


@dataclass(frozen=True)
class Retrying:
    """How often a task is tried again, and after which time: twice as long each time, up to the longest."""

    retries: int = 0
    first_wait: timedelta = timedelta(seconds=30)
    longest_wait: timedelta = timedelta(hours=6)

    def wait(self, attempt: int) -> timedelta:
        """The wait after that many attempts, up to a tenth longer: what failed together is not tried again together."""
        wait = min(self.first_wait * 2 ** min(attempt - 1, 30), self.longest_wait)
        # No secret hangs on it.
        return wait * (1 + random.random() / 10)  # noqa: S311


_known: dict[str, Retrying] = {}


def task(
    *,
    retries: int = 5,
    first_wait: timedelta = Retrying.first_wait,
    longest_wait: timedelta = Retrying.longest_wait,
    **options,
):
    """Decorate a function at the top of a module. `.enqueue(...)` it with plain values, inside a transaction.

    It runs after the commit, at least once: when it raises, or the worker is killed in the middle of it, it is tried
    again. So it looks first whether its work is done already. After the last try it is kept as a dead letter, which
    somebody can look at and try again by hand. A task that must not be done twice says `retries=0`.
    """

    def decorate(function):
        declared = plain_task(**options)(function)
        _known[declared.module_path] = Retrying(retries, first_wait, longest_wait)
        return declared

    return decorate


def retrying_of(task_path: str) -> Retrying:
    """What was declared for a task. One of another library's is not tried again: nobody said that it may be."""
    with contextlib.suppress(Exception):
        # The module that declares it may not have been needed yet, or be gone.
        import_string(task_path)
    return _known.get(task_path, Retrying())
