"""Making a backup while the site runs: one reading of the database as it was at one moment, and the files it names."""

import copy
import json
import platform
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import django
import wagtail
from django.conf import settings
from django.db import connection as default_connection
from django.db.backends.base.base import BaseDatabaseWrapper

from himmeli import __version__
from himmeli.plugins.models import PluginState
from himmeli.plugins.ownership import installed_plugins

from .archive import FORMAT, ArchiveWriter, check_room
from .exceptions import BackupError
from .media import chunks_of, list_files, open_file, size_of_media
from .shelf import backup_folder, new_path
from .tables import Table, read_constraints, read_rows, read_sequences, read_tables
from .values import encode

ROWS_A_PIECE = 200
# How to begin, and the first look, from which on the database stays as it is.
BEGIN = {
    "postgresql": ("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "SELECT 1"),
    "sqlite": ("BEGIN DEFERRED", "SELECT count(*) FROM sqlite_master"),
}


@dataclass(frozen=True)
class Made:
    """What went into an archive. `missing` are files that the database names and that were not there."""

    path: Path
    rows: int
    files: int
    size: int
    seconds: float
    missing: tuple[str, ...]
    skipped: tuple[str, ...]


def back_up(*, folder: Path | None = None, label: str = "") -> Made:
    """Write one archive of the whole site and check it. Raises BackupError; nothing half-made stays behind then.

    `label` goes into its name, and says which archives the daily clean-up may take.
    """
    folder, began = Path(folder or backup_folder()), time.monotonic()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        check_room(folder, size_of_media())
        path = new_path(folder, label)
        with ArchiveWriter(path) as archive, one_moment() as connection:
            files = _write_media(archive, connection)
            rows = _write_tables(archive, connection, files)
    except OSError as error:
        raise BackupError(f"The backup could not be written to {folder}: {error.strerror or error}.") from error
    return Made(
        path,
        rows=rows,
        files=len(files.names) - len(files.missing),
        size=path.stat().st_size,
        seconds=time.monotonic() - began,
        missing=tuple(files.missing),
        skipped=tuple(files.skipped),
    )


@contextmanager
def one_moment():
    """A connection that sees the database as it is now, however long it reads, and keeps nobody from writing."""
    connection = _own_connection()
    try:
        with _begun(connection):
            yield connection
    finally:
        connection.close()


def _own_connection() -> BaseDatabaseWrapper:
    """A transaction of the site's own on SQLite begins as a writer's; this one must not hold up all others."""
    connection = default_connection.copy()
    connection.settings_dict = copy.deepcopy(connection.settings_dict)
    return connection


@contextmanager
def _begun(connection):
    # Said in SQL: Python's sqlite3 begins nothing before it is written to.
    begin, look = BEGIN[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(begin)
        cursor.execute(look)
        cursor.fetchall()
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _write_media(archive, connection):
    """Files first: the sooner after the moment of the reading, the fewer can have been deleted since."""
    files = list_files(connection, read_tables(connection))
    for name in files.names:
        try:
            file = open_file(name)
        except FileNotFoundError:
            files.missing.append(name)
            continue
        with file:
            archive.add(f"media/{name}", chunks_of(file))
    # What is not named by the database and gone by now is nobody's loss.
    files.missing = [name for name in files.missing if name in files.named]
    return files


def _write_tables(archive, connection, files):
    tables = read_tables(connection)
    if "django_migrations" not in {table.name for table in tables}:
        raise BackupError("There is no site in this database yet.")
    sequences = read_sequences(connection, tables)
    listed, rows = {}, 0
    for table in tables:
        counted = _Counted(read_rows(connection, table))
        member = f"tables/{table.name}.jsonl"
        archive.add(member, _lines(counted))
        listed[table.name] = {"member": member, "rows": counted.number, "sequence": sequences.get(table.name)}
        listed[table.name] |= _described(connection, table)
        rows += counted.number
    archive.finish({**_manifest(connection), "tables": listed, "missing": files.missing, "skipped": files.skipped})
    return rows


class _Counted:
    def __init__(self, rows):
        self.rows, self.number = rows, 0

    def __iter__(self):
        for row in self.rows:
            self.number += 1
            yield row


def _lines(rows):
    lines = []
    for row in rows:
        cells = [encode(value) for value in row]
        lines.append(json.dumps(cells, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))
        if len(lines) == ROWS_A_PIECE:
            yield b"\n".join(lines) + b"\n"
            lines.clear()
    if lines:
        yield b"\n".join(lines) + b"\n"


def _described(connection, table: Table):
    """Enough to make the table anew where no installed plugin knows it."""
    return {
        "columns": [asdict(column) for column in table.columns],
        "key": list(table.key),
        "constraints": read_constraints(connection, table),
    }


def _manifest(connection):
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
        migrations = [list(row) for row in cursor.fetchall()]
        cursor.execute(f"SELECT label, is_active FROM {PluginState._meta.db_table}")
        active = {label for label, is_active in cursor.fetchall() if is_active}
    return {
        "format": FORMAT,
        "himmeli": __version__,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "database": connection.vendor,
        "migrations": migrations,
        "plugins": [
            {"label": label, "version": config.version, "is_active": label in active}
            for label, config in sorted(installed_plugins().items())
        ],
        "versions": {
            "python": platform.python_version(),
            "django": django.__version__,
            "wagtail": wagtail.__version__,
        },
        # Nothing secret: no key, no password, no address of a database.
        "settings": {
            "SITE_URL": settings.SITE_URL,
            "HIMMELI_LANGUAGE": settings.LANGUAGE_CODE,
            "HIMMELI_LANGUAGES": ",".join(settings.SITE_LANGUAGES),
            "TIME_ZONE": settings.TIME_ZONE,
        },
    }
