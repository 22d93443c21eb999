"""The files of a site: those that the database names, and whatever else lies in the media storage.

Links are not followed: what one leads to is not the site's, and may be the machine's secrets.
"""

import os
import secrets
import shutil
import stat
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from django.apps import apps
from django.conf import DEFAULT_STORAGE_ALIAS
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, storages
from django.db.models import FileField

from .archive import CHUNK, is_safe
from .exceptions import BadArchive, RestoreFailed

# Of a restore under way; never part of a backup.
STAGING = ".himmeli-"


@dataclass
class Files:
    """What was found. `named` are those that a row of the database tells of; `skipped` were no plain files."""

    names: list[str] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    skipped: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def media_folder() -> Path | None:
    """The folder of the media files, or None when they are kept by a service such as S3."""
    storage = storages[DEFAULT_STORAGE_ALIAS]
    return Path(storage.location) if isinstance(storage, FileSystemStorage) else None


def list_files(connection, tables) -> Files:
    """Every file, as the database names them in the reading under way and as they lie in the storage."""
    files = Files(named=_named(connection, tables))
    folder = media_folder()
    found = set(_walk(folder, files.skipped) if folder else _listed(""))
    for name in sorted(files.named | found):
        (files.names if is_safe(name) else files.skipped).append(name)
    return files


def open_file(name: str):
    """A file, open to be read. Raises FileNotFoundError when it is gone or was never a plain file."""
    folder = media_folder()
    return _open_in(folder, name) if folder else storages[DEFAULT_STORAGE_ALIAS].open(name, "rb")


def chunks_of(file):
    while chunk := file.read(CHUNK):
        yield chunk


def size_of_media() -> int:
    """Bytes in the media folder; 0 when a service keeps the files, which need no room here until they are packed."""
    folder = media_folder()
    if folder is None:
        return 0
    return sum((folder / name).lstat().st_size for name in _walk(folder, []))


def has_files() -> bool:
    folder = media_folder()
    return any(True for _ in (_walk(folder, []) if folder else _listed("")))


def _named(connection, tables):
    columns = {table.name: set(table.column_names) for table in tables}
    quote = connection.ops.quote_name
    names = set()
    for model in apps.get_models():
        table = model._meta.db_table
        for one in model._meta.local_concrete_fields:
            if not isinstance(one, FileField) or one.column not in columns.get(table, ()):
                continue
            with connection.chunked_cursor() as cursor:
                # Names are those of models, and quoted.
                cursor.execute(f"SELECT DISTINCT {quote(one.column)} FROM {quote(table)}")
                while rows := cursor.fetchmany(1000):
                    names.update(name for (name,) in rows if name)
    return names


def _walk(folder, skipped):
    """The names of plain files under a folder; links and other things are put into `skipped`."""
    for path, folders, files in os.walk(folder):
        here = Path(path)
        if here == folder:
            folders[:] = [name for name in folders if not name.startswith(STAGING)]
        skipped += [str((here / name).relative_to(folder)) for name in folders if (here / name).is_symlink()]
        for name in files:
            plain = stat.S_ISREG((here / name).lstat().st_mode)
            relative = (here / name).relative_to(folder).as_posix()
            if plain:
                yield relative
            else:
                skipped.append(relative)


def _listed(folder):
    storage = storages[DEFAULT_STORAGE_ALIAS]
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}{name}" for name in files if name)
    for name in folders:
        yield from _listed(f"{folder}{name}/")


def _open_in(folder, name):
    root = os.path.realpath(folder)
    path = os.path.join(root, name)
    if not is_safe(name) or os.path.realpath(path) != path:
        raise FileNotFoundError(f"{name} is a link")
    try:
        # Not waiting: a pipe that lies there must not hold everything up.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        raise FileNotFoundError(str(error)) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise FileNotFoundError(f"{name} is no plain file")
    return open(descriptor, "rb")


class FolderMedia:
    """Puts files in place of those that are there: written beside them first, then changed over by renaming."""

    def __init__(self, folder: Path):
        self.folder = folder
        mark = secrets.token_hex(4)
        self.new, self.old = folder / f"{STAGING}new-{mark}", folder / f"{STAGING}old-{mark}"

    def stage(self, name: str, chunks) -> None:
        if not is_safe(name):
            raise BadArchive(f"A file has a name that is not allowed: {name!r}.")
        path = self.new / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            for chunk in chunks:
                file.write(chunk)

    def swap(self) -> None:
        """What was there is put aside, not deleted: `undo` brings it back."""
        self.new.mkdir(parents=True, exist_ok=True)
        self._move(self.folder, self.old)
        self._move(self.new, self.folder)

    def undo(self) -> None:
        if self.old.exists():
            shutil.rmtree(self.new, ignore_errors=True)
            self._move(self.folder, self.new)
            self._move(self.old, self.folder)
        self.finish()

    def finish(self) -> None:
        for folder in (self.new, self.old):
            shutil.rmtree(folder, ignore_errors=True)

    @staticmethod
    def _move(source, target):
        target.mkdir(parents=True, exist_ok=True)
        for entry in list(source.iterdir()):
            if not entry.name.startswith(STAGING):
                entry.rename(target / entry.name)


class ServiceMedia:
    """Files kept by a service such as S3: written as they come, over those of the same name. Nothing is deleted."""

    def stage(self, name: str, chunks) -> None:
        storage = storages[DEFAULT_STORAGE_ALIAS]
        with tempfile.TemporaryFile() as file:
            for chunk in chunks:
                file.write(chunk)
            file.seek(0)
            storage.delete(name)
            written = storage.save(name, File(file))
        if written != name:
            raise RestoreFailed(f"The storage would not take {name} under its own name.")

    def swap(self) -> None:
        """Nothing to change over: each file is in its place already."""

    undo = finish = swap


def media_to_restore():
    folder = media_folder()
    return FolderMedia(folder) if folder else ServiceMedia()
