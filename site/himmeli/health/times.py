"""How long pages take: a sample of the page views that were made anew, summed by address and day.

Sums are kept in the process and written now and then, so that measuring itself is not felt.
"""

import logging
import random
import threading
import time

from django.db import DatabaseError
from django.db.models import F, Sum
from django.db.models.functions import Greatest
from django.utils import timezone

from .models import PageTime

logger = logging.getLogger("himmeli.health")

MEASURE_ONE_IN = 10
WRITE_AFTER_VIEWS, WRITE_AFTER_SECONDS = 20, 60
KEEP_DAYS = 7
# Addresses a process remembers between two writings: a crawler in a maze must not fill its memory.
MOST_PLACES = 200

_lock = threading.Lock()
_gathered: dict[str, list[int]] = {}
_since = {"views": 0, "written_at": time.monotonic()}


class PageTimesMiddleware:
    """Stands inside the page cache: what is served from there takes no time worth knowing."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method != "GET" or random.randrange(MEASURE_ONE_IN):
            return self.get_response(request)
        started = time.perf_counter_ns()
        response = self.get_response(request)
        if response.status_code == 200 and response.get("Content-Type", "").startswith("text/html"):
            note(place_of(request), (time.perf_counter_ns() - started) // 1000)
        return response


def place_of(request) -> str:
    """A page's own address; for a view with something in its address, the pattern, which is one for all of them."""
    match = getattr(request, "resolver_match", None)
    if match is None or match.url_name == "wagtail_serve":
        return request.path[:250]
    return (f"/{match.route}" if match.kwargs else request.path)[:250]


def note(place: str, microseconds: int) -> None:
    with _lock:
        if place in _gathered or len(_gathered) < MOST_PLACES:
            total = _gathered.setdefault(place, [0, 0, 0])
            total[0] += 1
            total[1] += microseconds
            total[2] = max(total[2], microseconds)
        _since["views"] += 1
        waited = time.monotonic() - _since["written_at"]
        is_due = _since["views"] >= WRITE_AFTER_VIEWS or waited >= WRITE_AFTER_SECONDS
    if is_due:
        write_times()


def write_times() -> None:
    """Add what this process has gathered to the database. Never raises."""
    with _lock:
        times = dict(_gathered)
        _gathered.clear()
        _since.update(views=0, written_at=time.monotonic())
    day = timezone.localdate()
    for place, (views, microseconds, slowest) in times.items():
        try:
            PageTime.objects.get_or_create(place=place, day=day)
            PageTime.objects.filter(place=place, day=day).update(
                views=F("views") + views,
                microseconds=F("microseconds") + microseconds,
                slowest=Greatest(F("slowest"), slowest),
            )
        except DatabaseError:
            logger.warning("could not write down how long %s took", place)


def slowest_pages(number: int) -> list[tuple[str, float, int]]:
    """(address, milliseconds a view, views measured) of the last days, slowest first."""
    rows = PageTime.objects.order_by().values("place").annotate(n=Sum("views"), spent=Sum("microseconds"))
    means = [(row["place"], row["spent"] / row["n"] / 1000, row["n"]) for row in rows if row["n"]]
    return sorted(means, key=lambda row: -row[1])[:number]


def forget_times() -> None:
    """Empty this process's memory, as tests do between databases."""
    with _lock:
        _gathered.clear()
        _since.update(views=0, written_at=time.monotonic())
