"""How long the page being made may be kept. Whoever puts something on it that time alone will change says so."""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

# A net under what no signal tells of: a process killed between a commit and its bump, a change made in the database
# by hand.
LONGEST = 600
# A page from which a failing piece was left out: soon tried again, but not at every visit.
AFTER_A_FAULT = 30


class Lifetime:
    """The seconds a page may be kept; 0 is not at all."""

    def __init__(self):
        self.seconds = LONGEST

    def at_most(self, seconds: float) -> None:
        self.seconds = max(0, min(self.seconds, seconds))


_current: ContextVar[Lifetime | None] = ContextVar("page_lifetime", default=None)


@contextmanager
def lifetime_of(request):
    """Open the making of a page; what is said about its lifetime inside ends up in the object given."""
    lifetime = request.page_lifetime = Lifetime()
    token = _current.set(lifetime)
    try:
        yield lifetime
    finally:
        _current.reset(token)


def expires(request, at: datetime) -> None:
    """Keep the page under way until `at` (aware) at the latest: an event begins then, "today" ends then."""
    _limit(request, (at - timezone.now()).total_seconds())


def do_not_store(request) -> None:
    """Keep the page under way not at all: it is this visitor's, or never the same twice."""
    _limit(request, 0)


def fault_shown() -> None:
    """The page under way lacks a piece that failed."""
    _limit(None, AFTER_A_FAULT)


def _limit(request, seconds):
    lifetime = getattr(request, "page_lifetime", None) or _current.get()
    if lifetime is not None:
        lifetime.at_most(seconds)
