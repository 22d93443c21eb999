"""Whole sites in processes of their own: a restore takes the place of a database, which a test's own can't bear."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.machine import find_postgres, postgres_server

ROOT = Path(__file__).resolve().parents[2]
SNAPSHOT = Path(__file__).with_name("snapshot.py")
FILLING = Path(__file__).with_name("filling.py")


@dataclass
class Site:
    folder: Path
    url: str
    plugin_dirs: str = str(ROOT / "plugins")

    @property
    def environment(self):
        return {
            **os.environ,
            "DATABASE_URL": self.url or f"sqlite:///{self.folder / 'site.sqlite3'}",
            "HIMMELI_VAR": str(self.folder),
            "HIMMELI_PLUGIN_DIRS": self.plugin_dirs,
            "HIMMELI_DEMO": "0",
            "DEBUG": "0",
            "DJANGO_SETTINGS_MODULE": "himmeli.settings",
        }

    def command(self, *arguments):
        return [sys.executable, str(ROOT / "manage.py"), *map(str, arguments)]

    def run(self, *arguments, **environment):
        """What a command said, and how it ended."""
        return subprocess.run(
            self.command(*arguments), cwd=ROOT, env={**self.environment, **environment}, capture_output=True, text=True
        )

    def manage(self, *arguments, **environment) -> str:
        done = self.run(*arguments, **environment)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def execute(self, script, **environment) -> str:
        return self.manage("shell", "--verbosity=0", "-c", f"exec(open({str(script)!r}).read())", **environment)

    def back_up(self) -> Path:
        return Path(self.manage("backup").splitlines()[0])

    def rows(self) -> dict:
        """{model: its rows}, told by Django's own serializers."""
        out = self.folder / "snapshot.json"
        self.execute(SNAPSHOT, SNAPSHOT_TO=str(out))
        return json.loads(out.read_text())

    def files(self) -> dict:
        media = self.folder / "media"
        return {
            path.relative_to(media).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(media.rglob("*"))
            if path.is_file()
        }


@pytest.fixture(scope="session")
def postgres_url():
    if not find_postgres():
        pytest.skip("no PostgreSQL on this machine")
    with postgres_server(find_postgres()) as url:
        yield url


@pytest.fixture(scope="session")
def make_site(tmp_path_factory, request):
    """`make_site("sqlite")`, `make_site("postgresql")`: an empty folder, and a database without a table."""
    number = iter(range(100))

    def make(vendor, **fields):
        folder = tmp_path_factory.mktemp(f"site-{vendor}")
        return Site(folder, "" if vendor == "sqlite" else _new_database(request, next(number)), **fields)

    return make


def _new_database(request, number):
    import psycopg

    url = request.getfixturevalue("postgres_url")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE site_{number}")
    return url.replace("/postgres", f"/site_{number}") if url.endswith("/postgres") else url


@pytest.fixture(scope="session")
def demo_site(make_site):
    """The demo cooperative on SQLite, with odd values, and with what a plugin left that is not there any more."""
    site = make_site("sqlite")
    with_dummy = Site(site.folder, site.url, f"{ROOT / 'plugins'}{os.pathsep}{ROOT / 'tests/plugins_kernel/plugins'}")
    with_dummy.manage("migrate", "--verbosity=0")
    with_dummy.manage("load_kit", "kylan-vaki")
    with_dummy.execute(FILLING)
    return site


@pytest.fixture(scope="session")
def demo_archive(demo_site):
    return demo_site.back_up()


@pytest.fixture
def site_copy(demo_site, tmp_path):
    """The demo site again, for a test that spoils it."""
    folder = tmp_path / "copy"
    shutil.copytree(demo_site.folder, folder, ignore=shutil.ignore_patterns("backups"))
    return Site(folder, "")
