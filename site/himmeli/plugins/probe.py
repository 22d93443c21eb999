"""Run by the preflight in a process of its own: set-up, and all that a site imports before or at its first requests.

What fails here for the fault of a plugin is a plugin left out; what is not tried here could take the site down.
"""

import faulthandler
import sys

import django

from .preflight import SECONDS


def try_everything():
    faulthandler.dump_traceback_later(SECONDS, exit=True)
    django.setup()

    from django.conf import settings
    from django.core import checks
    from django.db.migrations.loader import MigrationLoader
    from django.template import engines
    from django.urls import get_resolver
    from django.utils import translation
    from wagtail import hooks

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
        wrong = [error for error in checks.run_checks(app_configs=configs) if error.level >= checks.ERROR]
        if wrong:
            raise SystemExit("\n".join(map(_named, wrong)))


def _named(error):
    """An error of Django's checks, with the module it is about, so that its plugin can be told."""
    thing = error.obj if isinstance(error.obj, type) else getattr(error.obj, "model", type(error.obj))
    return f"{thing.__module__}: {error.msg} ({error.id})"


try_everything()
faulthandler.cancel_dump_traceback_later()
sys.stdout.write("probe: ready\n")
