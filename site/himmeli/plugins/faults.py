"""A plugin that raises: its piece is left out, and the log and the Plugins page name it.

Guarded is what decorates: slots, blocks, menu entries, receivers, hooks. What a plugin does on purpose (its services,
views, receivers of its own models' signals) is not: there an error ends the request and the transaction, so that a
payment or a registration is never half done.
"""

import logging
import sys
import traceback
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.core.signals import got_request_exception
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.http import Http404
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.utils import timezone

from himmeli.running.text import storable

from .costs import answering_plugin, charged, is_metering
from .models import PluginFault
from .ownership import owner_of_error

logger = logging.getLogger("himmeli.plugins")

# Different errors remembered of one plugin: messages with numbers in them must not fill the database.
FAULTS_KEPT = 50

_pending: list[tuple] = []


@contextmanager
def guarded(plugin: str | None, piece: str, *, let_through: tuple = ()):
    """Run a piece of a plugin. If it raises, the error is logged, counted, and goes no further.

    Inside a database transaction a savepoint keeps a failing query from spoiling what surrounds it. The core's own
    pieces (plugin None) are not guarded: their errors are ours. `let_through` are errors that are answers. A piece that
    calls `sys.exit()` ends itself, not the process.
    """
    if plugin is None:
        yield
        return
    with charged(plugin):
        try:
            if connection.in_atomic_block:
                with transaction.atomic():
                    yield
            else:
                yield
        except let_through:
            raise
        except (Exception, SystemExit) as error:
            note_fault(plugin, piece, error)


ANSWERS = (PermissionDenied, Http404)


def call_guarded(plugin, piece, function, *args, default=None, **kwargs):
    """Call a function of a plugin; return `default` if it raises."""
    with guarded(plugin, piece):
        return function(*args, **kwargs)
    return default


def note_fault(plugin: str, piece: str, error: BaseException) -> None:
    """Log an error with the plugin's name and remember it for the Plugins page (written when the request is over)."""
    message = "".join(traceback.format_exception_only(error)).strip()
    text = "".join(traceback.format_exception(error))
    # A log is a file of UTF-8, too: one that can't be written must not become a second error.
    kept_whole = error if storable(text) == text else None
    logger.error("plugin %s: %s failed: %s", plugin, storable(piece), storable(message), exc_info=kept_whole)
    _pending.append((plugin, storable(piece)[:200], storable(message)[:500], storable(text)[-8000:]))
    if not is_metering():
        flush_faults()


def flush_faults() -> None:
    """Write the errors noted since the last flush. Never raises: a full disk must not become a second error."""
    if connection.in_atomic_block:
        transaction.on_commit(write_faults)
        return
    write_faults()


def write_faults() -> None:
    """Write the errors noted, now. Never raises."""
    while _pending:
        plugin, piece, message, text = _pending.pop()
        try:
            _write_fault(plugin, piece, message, text)
        except DatabaseError:
            logger.exception("could not write down a fault of plugin %s", plugin)


def flush_pending() -> None:
    if _pending:
        flush_faults()


def _write_fault(plugin, piece, message, text):
    now = timezone.now()
    fault = PluginFault.objects.filter(plugin=plugin, piece=piece, message=message)
    if fault.update(count=F("count") + 1, last_at=now, traceback=text):
        return
    _, created = PluginFault.objects.get_or_create(
        plugin=plugin, piece=piece, message=message, defaults={"traceback": text, "last_at": now}
    )
    if not created:
        fault.update(count=F("count") + 1, last_at=now, traceback=text)
    kept = PluginFault.objects.filter(plugin=plugin).order_by("-last_at", "-pk").values_list("pk", flat=True)
    PluginFault.objects.filter(plugin=plugin).exclude(pk__in=list(kept[:FAULTS_KEPT])).delete()


def clear_faults(plugin: str) -> None:
    """Forget a plugin's errors, as after they were mended."""
    PluginFault.objects.filter(plugin=plugin).delete()


TEMPLATE_ERRORS = (TemplateSyntaxError, TemplateDoesNotExist)


def watch_requests():
    """Count errors that ended a request to the plugin in whose code they were raised."""
    got_request_exception.connect(_note_request_exception, dispatch_uid="himmeli.plugins.faults")


def _note_request_exception(sender, request=None, **kwargs):
    error = sys.exc_info()[1]
    plugin = owner_of_error(error) if error else None
    if plugin is None and isinstance(error, TEMPLATE_ERRORS):
        # No code of the plugin is on the way: its page or view named a template that is wrong or not there.
        plugin = answering_plugin()
    if plugin:
        note_failed_view(plugin, request, error)


def note_failed_view(plugin: str, request, error: BaseException) -> None:
    match = getattr(request, "resolver_match", None)
    note_fault(plugin, f"view {match.view_name or match.route if match else ''}".strip(), error)
