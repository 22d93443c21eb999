"""What a plugin costs: the time and the queries of its pieces, in a sample of the page views.

A piece inside another plugin's piece is charged to its own plugin only. What was measured is gathered in the process
and written now and then, so that measuring itself is not felt. The newest views are kept one by one: their median says
what a visitor meets, where one view on a busy machine would spoil a mean for good.
"""

import logging
import random
import threading
import time
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import DatabaseError, connection, transaction

from .models import PluginCost

logger = logging.getLogger("himmeli.plugins")

# One page view in this many is measured.
MEASURE_ONE_IN = 10
# Measured page views gathered, or seconds waited, before they are written.
WRITE_AFTER_VIEWS = 20
WRITE_AFTER_SECONDS = 30
# Measured page views of a plugin that are kept, the newest.
SAMPLES_KEPT = 200

_meter: ContextVar["Meter | None"] = ContextVar("meter", default=None)
_lock = threading.Lock()
_gathered: dict[str, list[list[int]]] = {}
_since = {"views": 0, "written_at": 0.0}


class Meter:
    """Counts during one request. `is_measured` is False in the page views that are only open, not measured."""

    def __init__(self, is_measured: bool):
        self.is_measured = is_measured
        self.queries = 0
        self.plugins: dict[str, list[int]] = {}
        self.stack: list[list] = []
        # The plugin whose view or page answers this request.
        self.answering: str | None = None

    def enter(self, plugin):
        # Plugin, start, queries at the start, and what pieces inside it took.
        self.stack.append([plugin, time.perf_counter_ns(), self.queries, 0, 0])

    def leave(self):
        plugin, started, queries_before, inner_time, inner_queries = self.stack.pop()
        spent, queries = time.perf_counter_ns() - started, self.queries - queries_before
        if self.stack:
            self.stack[-1][3] += spent
            self.stack[-1][4] += queries
        total = self.plugins.setdefault(plugin, [0, 0])
        total[0] += (spent - inner_time) // 1000
        total[1] += queries - inner_queries

    def count(self, execute, sql, params, many, context):
        self.queries += 1
        return execute(sql, params, many, context)


def is_metering() -> bool:
    """Whether a request is open: faults are then written at its end."""
    return _meter.get() is not None


@contextmanager
def charged(plugin: str):
    """Charge what happens inside to a plugin, when this page view is one of those measured."""
    meter = _meter.get()
    if meter is None or not meter.is_measured:
        yield
        return
    meter.enter(plugin)
    try:
        yield
    finally:
        meter.leave()


def charge_rest(plugin: str) -> None:
    """Charge the rest of this request to a plugin: its view answers it."""
    meter = _meter.get()
    if meter is not None:
        meter.answering = plugin
        if meter.is_measured:
            meter.enter(plugin)


def answering_plugin() -> str | None:
    """The plugin whose view or page answers the request that is open."""
    meter = _meter.get()
    return meter.answering if meter is not None else None


@contextmanager
def metered_request(on_end, *, is_page_view: bool = True):
    """Open a request; of the page views among them some are measured. `on_end()` is called when it is over."""
    meter = Meter(is_page_view and random.randrange(MEASURE_ONE_IN) == 0)
    token = _meter.set(meter)
    try:
        if meter.is_measured:
            with connection.execute_wrapper(meter.count):
                yield
        else:
            yield
    finally:
        while meter.stack:
            meter.leave()
        _meter.reset(token)
        if meter.is_measured:
            _gather(meter)
        on_end()


def _gather(meter):
    with _lock:
        for plugin, (microseconds, queries) in meter.plugins.items():
            _gathered.setdefault(plugin, []).append([microseconds, queries, int(plugin == meter.answering)])
        _since["views"] += 1
        waited = time.monotonic() - _since["written_at"]
        is_due = _since["views"] >= WRITE_AFTER_VIEWS or waited >= WRITE_AFTER_SECONDS
    if is_due:
        write_costs()


def write_costs() -> None:
    """Add what this process has gathered to the database. Never raises."""
    with _lock:
        costs = dict(_gathered)
        _gathered.clear()
        _since.update(views=0, written_at=time.monotonic())
    for plugin, samples in costs.items():
        try:
            _write(plugin, samples)
        except DatabaseError:
            logger.warning("could not write down the cost of plugin %s", plugin)


@transaction.atomic
def _write(plugin, samples):
    cost, _ = PluginCost.objects.select_for_update().get_or_create(plugin=plugin)
    cost.views += len(samples)
    cost.samples = [*cost.samples, *samples][-SAMPLES_KEPT:]
    cost.save()


def forget_costs() -> None:
    """Empty this process's memory, as tests do between databases."""
    with _lock:
        _gathered.clear()
        _since.update(views=0, written_at=time.monotonic())
