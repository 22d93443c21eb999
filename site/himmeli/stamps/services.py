"""Version stamps: how one process tells all others that something they keep in memory has changed.

All stamps are read in one query, at most once a request (the middleware opens a reading, everything in that request
shares it). Commands and tasks, which have no request, read anew after a second.
"""

import time
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar

from django.db import DatabaseError, connection, transaction

from .models import Stamp

SECONDS_OUTSIDE_REQUESTS = 1

_reading: ContextVar[dict | None] = ContextVar("stamps", default=None)
_last = {"until": 0.0, "stamps": {}}


def read_stamps() -> dict[str, int]:
    """Return {name: version}. Empty while the database has no tables yet."""
    reading = _reading.get()
    if reading is None:
        return _read_outside_requests()
    if not reading:
        reading.update(_query())
    return reading


def stamp(name: str) -> int:
    """The version of one stamp, 0 when it was never bumped."""
    return read_stamps().get(name, 0)


def bump(name: str) -> None:
    """Raise a stamp, in the transaction under way: the new number and the new data become visible together.

    The row stays locked until the commit, so this is for what changes seldom. What changes often is bumped by
    `bump_after_commit`.
    """
    # A number never used before, not the next one: what a process remembered of a transaction that was rolled back must
    # not fit the number that another one gives out.
    version = time.time_ns()
    changed = Stamp.objects.filter(name=name).update(version=version)
    if not changed:
        _, created = Stamp.objects.get_or_create(name=name, defaults={"version": version})
        if not created:
            Stamp.objects.filter(name=name).update(version=version)
    forget_reading()


def bump_after_commit(name: str) -> None:
    """Raise a stamp right after the commit: nobody waits for a lock, nobody sees the new number with the old data."""
    transaction.on_commit(lambda: bump(name))


def forget_reading() -> None:
    """Ask the database again at the next question."""
    _last["until"] = 0.0
    reading = _reading.get()
    if reading is not None:
        reading.clear()


@contextmanager
def reading():
    """Share one reading of the stamps among everything inside."""
    token = _reading.set({})
    try:
        yield
    finally:
        _reading.reset(token)


def _read_outside_requests():
    now = time.monotonic()
    if now >= _last["until"]:
        _last["stamps"] = _query()
        _last["until"] = now + SECONDS_OUTSIDE_REQUESTS
    return _last["stamps"]


def _query():
    try:
        with transaction.atomic() if connection.in_atomic_block else nullcontext(), connection.cursor() as cursor:
            cursor.execute("SELECT name, version FROM stamps_stamp")
            # A name that no stamp has keeps an empty table from being asked again in the same request.
            return {"": 0, **dict(cursor.fetchall())}
    except DatabaseError:
        # No tables yet: a site being set up. A savepoint keeps the transaction around it usable.
        return {}


_remembered: dict = {}
MOST_REMEMBERED = 5000


def remember(name: str, key, make):
    """What `make()` answers, kept in this process until the stamp is raised. Values must not be changed by callers."""
    version = stamp(name)
    known = _remembered.get((name, key))
    if known is None or known[0] != version:
        known = (version, make())
        if len(_remembered) >= MOST_REMEMBERED:
            _remembered.clear()
        _remembered[name, key] = known
    return known[1]


def forget_remembered() -> None:
    """Empty this process's memory, as after a restored backup."""
    _remembered.clear()
    forget_reading()
