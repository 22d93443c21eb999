"""A name for each request, task and run of jobs, in every line of the log that it writes, and in the answer."""

import re
import uuid
from contextlib import contextmanager
from contextvars import ContextVar

HEADER = "X-Request-ID"
# What a proxy in front may name it. Anything else could break a line of the log, or be someone's joke.
GIVEN = re.compile(r"[A-Za-z0-9._\-]{6,80}")

_current: ContextVar[str] = ContextVar("request_id", default="")


def request_id() -> str:
    """The name of what is being done now, or an empty string."""
    return _current.get()


@contextmanager
def carrying(name: str):
    """Give everything inside that name."""
    token = _current.set(name)
    try:
        yield
    finally:
        _current.reset(token)


def name_for(given: str) -> str:
    return given if GIVEN.fullmatch(given) else uuid.uuid4().hex
