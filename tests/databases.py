"""Migrating an empty database takes half a minute. It is done once for the same migrations, and copied from then on."""

import fcntl
import hashlib
import os
import shutil
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "var" / "test"


def fingerprint() -> str:
    """Of all that makes the tables."""
    found = sorted(path for top in ("site", "plugins", "tests") for path in (ROOT / top).glob("**/migrations/*.py"))
    digest = hashlib.sha256()
    for path in [ROOT / "requirements.txt", ROOT / "site" / "himmeli" / "settings.py", *found]:
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


class TemplateDatabase:
    """The migrated database that each worker's own is a copy of: a file of SQLite, a database of PostgreSQL."""

    def __init__(self, connection, folder: Path):
        self.connection, self.is_file = connection, connection.vendor == "sqlite"
        test = connection.settings_dict["TEST"]
        if self.is_file:
            # In a file, as in a real site: a database in memory can't be used by a server and a test at once.
            test["NAME"] = str(folder / "test.sqlite3")
        else:
            test["NAME"] = f"test_himmeli_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"
        self.name, self.was_copied = test["NAME"], False
        self.template = f"himmeli_template_{fingerprint()}"
        self.file = FOLDER / f"{self.template}.sqlite3"

    def copy(self) -> None:
        """Make the worker's database from the template. Who finds none makes it, while the others wait."""
        FOLDER.mkdir(parents=True, exist_ok=True)
        self._lock = self._locked()
        self._lock.__enter__()
        self.was_copied = self._copy_file() if self.is_file else self._copy_database()
        if self.was_copied:
            self._lock.__exit__(None, None, None)

    def keep(self) -> None:
        """What was migrated is the template from now on."""
        if self.was_copied:
            return
        self.connection.close()
        if self.is_file:
            for old in FOLDER.glob("himmeli_template_*"):
                old.unlink(missing_ok=True)
            shutil.copy(self.name, self.file.with_suffix(".new"))
            self.file.with_suffix(".new").rename(self.file)
        else:
            self._ask(f'CREATE DATABASE "{self.template}" TEMPLATE "{self.name}"')
        self._lock.__exit__(None, None, None)

    def tidy_up(self) -> None:
        if not self.is_file:
            self.connection.close()
            self._ask(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')

    def _copy_file(self):
        if self.file.exists():
            shutil.copy(self.file, self.name)
            return True
        return False

    def _copy_database(self):
        with self.connection._nodb_cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.template])
            is_there = cursor.fetchone() is not None
            if is_there:
                cursor.execute(f'CREATE DATABASE "{self.name}" TEMPLATE "{self.template}"')
        return is_there

    def _ask(self, sql):
        with self.connection._nodb_cursor() as cursor:
            cursor.execute(sql)

    @contextmanager
    def _locked(self):
        with (FOLDER / "template.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
