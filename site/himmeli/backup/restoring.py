"""Bringing a site back. The archive is read through before anything is touched; then everything is changed in one
transaction, and the files are changed over right before it is committed. Whatever fails puts all back as it was.
"""

import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Page, Site

from himmeli import __version__
from himmeli.audit.services import record
from himmeli.stamps.models import Stamp
from himmeli.stamps.services import forget_remembered

from .archive import Archive, check_room
from .exceptions import BadArchive, RestoreFailed, SiteNotEmpty
from .loading import drop_everything, empty_everything, fill_tables, first_line, make_table, table_of
from .making import Made, back_up
from .media import has_files, media_folder, media_to_restore
from .tables import all_table_names, is_derived, read_tables

# Waiting for visitors' requests to end; then giving up, with nothing changed.
LOCK_SECONDS = 60


@dataclass(frozen=True)
class Restored:
    """What came back. `before` is the archive of what was there, if anything was."""

    rows: int
    files: int
    seconds: float
    missing: tuple[str, ...]
    before: Made | None
    made_at: str
    site_url: str


def restore(path: Path, *, replace: bool = False, say=lambda line: None) -> Restored:
    """Bring a site back from an archive. An older one's tables are brought up to this version.

    Raises BadArchive, SiteNotEmpty (unless `replace`, which backs up what is there first) or RestoreFailed; the site
    is then as it was.
    """
    began = time.monotonic()
    with Archive(path) as archive:
        say("Reading the archive through...")
        _refuse_unknown(archive)
        archive.verify()
        before = None
        if not is_empty_site():
            if not replace:
                raise SiteNotEmpty("There is a site here already. Its place is taken only when you say so (--replace).")
            say("Backing up what is there now...")
            before = back_up(label="before-restore")
        say("Bringing everything back...")
        rows = _replace_everything(archive, migrate=True)
        _forget_what_was()
        if archive.manifest["database"] != connection.vendor:
            say("Making the search index...")
            call_command("update_index", verbosity=0)
        record("backup.restored", made_at=archive.manifest["made_at"])
        return Restored(
            rows=rows,
            files=len(archive.media),
            seconds=time.monotonic() - began,
            missing=tuple(archive.manifest["missing"]),
            before=before,
            made_at=archive.manifest["made_at"],
            site_url=archive.manifest["settings"]["SITE_URL"],
        )


def go_back_to(path: Path) -> None:
    """Make the site what it was when the archive was made, with the tables of that time, whatever code is here now.

    For an upgrade that failed. Raises BadArchive or RestoreFailed.
    """
    with Archive(path) as archive:
        archive.verify()
        _replace_everything(archive, migrate=False)
        _forget_what_was()


def is_empty_site() -> bool:
    """Whether nothing would be lost: no tables, or only what `migrate` puts into them, and no files."""
    if has_files():
        return False
    names = set(all_table_names(connection))
    if not names:
        return True
    needed = {get_user_model()._meta.db_table, Page._meta.db_table, Site._meta.db_table}
    if not needed <= names:
        # Some other program's, or a site whose setting-up broke off.
        return names <= {"django_migrations"}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {get_user_model()._meta.db_table}")
        people = cursor.fetchone()[0]
        # The root of the tree and Wagtail's own welcome page.
        cursor.execute(f"SELECT count(*) FROM {Page._meta.db_table}")
        return people == 0 and cursor.fetchone()[0] <= 2


def _refuse_unknown(archive):
    """An archive is newer when it has been through migrations that this code does not have."""
    if _version(archive.manifest["himmeli"]) > _version(__version__):
        raise BadArchive(
            f"{archive.path.name} was made by Himmeli {archive.manifest['himmeli']}, this is {__version__}."
            " Install that version first."
        )
    loader = MigrationExecutor(connection).loader
    known = set(loader.disk_migrations)
    unknown = [(app, name) for app, name in archive.manifest["migrations"] if app in loader.migrated_apps]
    unknown = [key for key in unknown if key not in known and key not in _replaced(loader)]
    if unknown:
        named = ", ".join(f"{app}.{name}" for app, name in unknown[:5])
        raise BadArchive(f"{archive.path.name} was made with newer versions of what is installed here: {named}.")


def _replaced(loader):
    return {key for migration in loader.disk_migrations.values() for key in migration.replaces}


def _version(text):
    return tuple(int(part) for part in text.split(".")[:3] if part.isdigit())


def _replace_everything(archive, migrate):
    media = media_to_restore()
    try:
        _stage_media(archive, media)
        with _foreign_keys_unchecked(), transaction.atomic():
            rows = _replace_tables(archive, migrate)
            media.swap()
    except (DatabaseError, OSError) as error:
        media.undo()
        raise RestoreFailed(f"The site could not be brought back: {first_line(error)} Nothing was changed.") from error
    except BaseException:
        media.undo()
        raise
    media.finish()
    return rows


def _stage_media(archive, media):
    folder = media_folder()
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        check_room(folder, sum(archive.members[f"media/{name}"]["size"] for name in archive.media))
    for name in archive.media:
        media.stage(name, archive.read(f"media/{name}"))


@contextmanager
def _foreign_keys_unchecked():
    """Rows come table by table, before those they point to. All are checked at the end.

    SQLite can only be told before the transaction; PostgreSQL's constraints wait for its end by themselves.
    """
    with connection.constraint_checks_disabled():
        yield


def _replace_tables(archive, migrate):
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'")
    if _tables_fit(archive):
        empty_everything(connection)
    else:
        _make_tables(archive)
    rows = fill_tables(connection, archive)
    connection.check_constraints()
    if migrate:
        ContentType.objects.clear_cache()
        call_command("migrate", interactive=False, verbosity=0)
        connection.check_constraints()
    return rows


def _tables_fit(archive):
    """Whether the tables are those of the archive already, made by the same migrations."""
    there = {table.name: set(table.column_names) for table in read_tables(connection)}
    wanted = {name: set(table_of(listed, name).column_names) for name, listed in archive.tables.items()}
    if archive.manifest["database"] != connection.vendor:
        there, wanted = (
            {name: columns for name, columns in tables.items() if not is_derived(name)} for tables in (there, wanted)
        )
    if there != wanted:
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        return {tuple(row) for row in cursor.fetchall()} == set(map(tuple, archive.manifest["migrations"]))


def _make_tables(archive):
    """Tables as the archive's own version made them: by its migrations, and no others."""
    drop_everything(connection)
    applied = set(map(tuple, archive.manifest["migrations"]))
    executor = MigrationExecutor(connection, progress_callback=_settle)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    plan = [(migration, False) for migration, _ in plan if _was_applied(migration, applied)]
    executor.recorder.ensure_schema()
    executor.migrate(None, plan=plan)
    empty_everything(connection)
    there = set(all_table_names(connection))
    for name, listed in archive.tables.items():
        if name not in there:
            make_table(connection, listed, table_of(listed, name))


def _settle(action, *args, **kwargs):
    """PostgreSQL changes no table with rows whose foreign keys wait to be checked."""
    if action == "apply_success":
        connection.check_constraints()


def _was_applied(migration, applied):
    key = (migration.app_label, migration.name)
    return key in applied or bool(migration.replaces) and set(map(tuple, migration.replaces)) <= applied


def _forget_what_was():
    """Make every process forget what it remembers of the site that was."""
    ContentType.objects.clear_cache()
    now = time.time_ns()
    for stamp in Stamp.objects.exclude(version=0):
        Stamp.objects.filter(pk=stamp.pk).update(version=now)
    for name in ("content", "plugins", "theme"):
        Stamp.objects.get_or_create(name=name, defaults={"version": now})
    for cache in caches.all():
        cache.clear()
    forget_remembered()
