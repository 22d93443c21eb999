"""A plugin that raises: its piece is left out, the log and the Plugins page name it, what it cost is measured."""

import logging
import random
import time
import traceback
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.signals import got_request_exception
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.utils import timezone

from himmeli.caching.lifetime import fault_shown

from .models import PluginCost, PluginFault
from .ownership import owner_of_error

logger = logging.getLogger("himmeli.plugins")

# One page view in this many is measured, so that measuring costs nothing that could be felt.
MEASURE_ONE_IN = 10

_meter: ContextVar[dict | None] = ContextVar("meter", default=None)
_pending: list[tuple] = []


@contextmanager
def guarded(plugin: str | None, piece: str):
    """Run a piece of a plugin. If it raises, the error is logged, counted, and goes no further.

    Inside a database transaction a savepoint keeps a failing query from spoiling what surrounds it. The core's own
    pieces (plugin None) are not guarded: their errors are ours.
    """
    if plugin is None:
        yield
        return
    with measured(plugin):
        try:
            if connection.in_atomic_block:
                with transaction.atomic():
                    yield
            else:
                yield
        except Exception as error:
            note_fault(plugin, piece, error)


def call_guarded(plugin, piece, function, *args, default=None, **kwargs):
    """Call a function of a plugin; return `default` if it raises."""
    with guarded(plugin, piece):
        return function(*args, **kwargs)
    return default


def note_fault(plugin: str, piece: str, error: BaseException) -> None:
    """Log an error with the plugin's name and remember it for the Plugins page (written when the request is over)."""
    logger.error("plugin %s: %s failed: %s", plugin, piece, error, exc_info=error)
    fault_shown()
    text = "".join(traceback.format_exception(error))
    _pending.append((plugin, piece[:200], f"{type(error).__name__}: {error}"[:500], text[-8000:]))
    if _meter.get() is None:
        flush_faults()


def flush_faults() -> None:
    """Write the errors noted since the last flush. Never raises: a full disk must not become a second error."""
    if connection.in_atomic_block:
        transaction.on_commit(flush_faults)
        return
    while _pending:
        plugin, piece, message, text = _pending.pop()
        try:
            changed = PluginFault.objects.filter(plugin=plugin, piece=piece, message=message).update(
                count=F("count") + 1, last_at=timezone.now(), traceback=text
            )
            if not changed:
                PluginFault.objects.get_or_create(
                    plugin=plugin,
                    piece=piece,
                    message=message,
                    defaults={"traceback": text, "last_at": timezone.now()},
                )
        except DatabaseError:
            logger.exception("could not write down a fault of plugin %s", plugin)


@contextmanager
def measured(plugin: str):
    """Count the time and queries of a piece to its plugin, when this page view is one of those measured."""
    meter = _meter.get()
    if not meter:
        yield
        return
    before, queries = time.perf_counter_ns(), meter["queries"]
    try:
        yield
    finally:
        spent = meter["plugins"].setdefault(plugin, [0, 0])
        spent[0] += (time.perf_counter_ns() - before) // 1000
        spent[1] += meter["queries"] - queries


@contextmanager
def metered_request():
    """Open a page view: measure it or not, and write down costs and faults when it is over."""
    is_measured = random.randrange(MEASURE_ONE_IN) == 0
    meter = {"queries": 0, "plugins": {}} if is_measured else {}
    token = _meter.set(meter)
    try:
        if is_measured:
            with connection.execute_wrapper(_count_query):
                yield
        else:
            yield
    finally:
        _meter.reset(token)
        if is_measured:
            _write_costs(meter["plugins"])
        if _pending:
            flush_faults()


def _count_query(execute, sql, params, many, context):
    meter = _meter.get()
    if meter:
        meter["queries"] += 1
    return execute(sql, params, many, context)


def _write_costs(costs):
    for plugin, (microseconds, queries) in costs.items():
        try:
            PluginCost.objects.get_or_create(plugin=plugin)
            PluginCost.objects.filter(plugin=plugin).update(
                views=F("views") + 1, microseconds=F("microseconds") + microseconds, queries=F("queries") + queries
            )
        except DatabaseError:
            logger.warning("could not write down the cost of plugin %s", plugin)


def watch_requests():
    """Count errors that ended a request to the plugin in whose code they were raised."""
    got_request_exception.connect(_note_request_exception, dispatch_uid="himmeli.plugins.faults")


def _note_request_exception(sender, request=None, **kwargs):
    import sys

    error = sys.exc_info()[1]
    plugin = owner_of_error(error) if error else None
    if plugin:
        note_fault(plugin, f"view {getattr(request, 'path', '')}", error)
