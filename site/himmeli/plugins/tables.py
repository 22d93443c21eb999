"""Brings the database up to date. A plugin whose migration fails keeps nobody else from theirs."""

from collections.abc import Callable

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from .faults import note_fault
from .ownership import owner_of_label


def update_tables(say: Callable[[str], None]) -> None:
    """Run the migrations that have not been run. Of a plugin whose own fail, it says so, and the site starts.

    Raises what a migration of the core raises.
    """
    try:
        call_command("migrate", verbosity=0)
        return
    except Exception as error:
        if not _plugins_with_migrations():
            raise
        first = error
    for label in _core_apps_with_migrations():
        call_command("migrate", label, verbosity=0)
    failed = [label for label in _plugins_with_migrations() if not _updated(label, say)]
    if not failed:
        raise first


def _updated(label, say):
    try:
        call_command("migrate", label, verbosity=0)
    except Exception as error:
        note_fault(label, "migration of its tables", error)
        say(f"The tables of the plugin {label} could not be brought up to date: {error}")
        return False
    return True


def _plugins_with_migrations():
    return sorted(label for label in MigrationLoader(connection).migrated_apps if owner_of_label(label))


def _core_apps_with_migrations():
    migrated = MigrationLoader(connection).migrated_apps
    return [
        config.label for config in apps.get_app_configs() if config.label in migrated - set(_plugins_with_migrations())
    ]
