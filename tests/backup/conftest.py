"""Whole sites in processes of their own: a restore takes the place of a database, which a test's own can't bear."""

import os
import shutil
from pathlib import Path

import pytest

from tests.machine import find_postgres, postgres_server
from tests.sites import ROOT, Site

FILLING = Path(__file__).with_name("filling.py")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """They make databases of both kinds themselves: run on one of them they have run on both."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.once)


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
    # Without a worker: what is searched for is indexed before the site is backed up.
    with_dummy.manage("load_kit", "kylan-vaki", HIMMELI_WORKER="immediate")
    with_dummy.execute(FILLING, HIMMELI_WORKER="immediate")
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
