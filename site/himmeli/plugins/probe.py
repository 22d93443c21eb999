"""Run by the preflight in a process of its own: set-up, and all that a site imports before or at its first requests.

What fails here for the fault of a plugin is a plugin left out; what is not tried here could take the site down.
"""

import faulthandler
import os
import signal
import sys
import traceback

import django

from .preflight import PROBLEM, SECONDS, STUCK

# After that long a process that cannot be told to stop is ended from outside Python.
SECONDS_OF_GRACE = 5


class Stuck(BaseException):
    """Raised where the process was when its time was up."""


def try_everything():
    django.setup()

    from django.conf import settings
    from django.core import checks
    from django.core.checks.model_checks import check_all_models
    from django.db.migrations.loader import MigrationLoader
    from django.template import engines
    from django.urls import get_resolver
    from django.utils import translation
    from wagtail import hooks

    from .collisions import names_taken_twice
    from .ownership import installed_plugins

    hooks.search_for_hooks()
    get_resolver()._populate()
    engines.all()  # imports every library of template tags
    for code, _ in settings.LANGUAGES:
        with translation.override(code):
            translation.gettext("Plugins")
    configs = list(installed_plugins().values())
    if configs:
        MigrationLoader(None)
        # Those of all models together, too: two of them may claim one table.
        found = [*checks.run_checks(app_configs=configs), *check_all_models()]
        wrong = [error for error in found if error.level >= checks.ERROR]
        return [*map(_named, wrong), *names_taken_twice()]
    return []


def _named(error):
    """An error of Django's checks, with the module it is about, so that its plugin can be told."""
    from .ownership import installed_plugins

    thing = error.obj if isinstance(error.obj, type) else getattr(error.obj, "model", type(error.obj))
    module = thing.__module__
    if isinstance(error.obj, str):
        # The name of a table or an index: only the message names the models, as `label.Model`.
        module = next((c.name for label, c in installed_plugins().items() if f" {label}." in error.msg), module)
    return f"{module}: {error.msg} ({error.id})"


def _stop(*args):
    raise Stuck(STUCK)


def _end(code, text, stream):
    """At once: a thread that a plugin has started must not keep the process."""
    stream.write(text)
    stream.flush()
    os._exit(code)


faulthandler.dump_traceback_later(SECONDS + SECONDS_OF_GRACE, exit=True)
signal.signal(signal.SIGALRM, _stop)
signal.alarm(SECONDS)
try:
    problems = try_everything()
except BaseException:
    # Of sys.exit(), too: without a traceback nobody would know who called it.
    _end(1, traceback.format_exc(), sys.stderr)
if problems:
    _end(1, "\n".join(PROBLEM + problem for problem in problems), sys.stderr)
_end(0, "probe: ready\n", sys.stdout)
