"""Taking a new version into use: with a backup first, and back to it when something fails."""

from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from himmeli.seo import maintenance

from .exceptions import BackupError, UpgradeFailed
from .making import back_up
from .restoring import go_back_to
from .shelf import tidy


@dataclass(frozen=True)
class Upgraded:
    backup: Path
    migrations: tuple[str, ...]


def pending_migrations() -> list[str]:
    """What this version would change in the database. Raises UpgradeFailed when its migrations can't be read."""
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Exception as error:
        raise UpgradeFailed(
            f"The new version's migrations can't be read: {_words(error)}. Nothing was changed."
        ) from error
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def upgrade(say=lambda line: None) -> Upgraded:
    """Back up, migrate, gather the static files, check. Raises UpgradeFailed, with the site as it was before.

    Visitors see the maintenance break while the tables change.
    """
    migrations = pending_migrations()
    say("Backing up the site...")
    try:
        backup = back_up(label="before-upgrade").path
    except BackupError as error:
        raise UpgradeFailed(f"{error} Nothing was changed.") from error
    say(f"  {backup}")
    was_closed = maintenance.is_on()
    try:
        maintenance.switch(on=True)
        _change(migrations, say)
        if not was_closed:
            maintenance.switch(on=False)
    except (Exception, SystemExit, KeyboardInterrupt) as error:
        _go_back(backup, error, say)
    tidy()
    return Upgraded(backup, tuple(migrations))


def _change(migrations, say):
    say(f"Changing the database ({len(migrations)} migrations)..." if migrations else "The database needs no change.")
    call_command("migrate", interactive=False, verbosity=0)
    say("Gathering styles, scripts and fonts...")
    call_command("collectstatic", interactive=False, verbosity=0)
    say("Checking...")
    call_command("check", verbosity=0)


def _go_back(backup, error, say):
    say(f"It failed: {_words(error)}")
    say("Going back to the backup...")
    try:
        go_back_to(backup)
    except BackupError as second:
        raise UpgradeFailed(
            f"The upgrade failed ({_words(error)}), and going back failed, too ({second}). The site as it was is in"
            f" {backup}: put the old version in place and run: manage.py restore {backup} --replace"
        ) from error
    raise UpgradeFailed(
        f"The upgrade failed: {_words(error)}. The database and the files are as they were before. Put the old version"
        " of the code back in place and start the site: it runs as before."
    ) from error


def _words(error):
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:300]
