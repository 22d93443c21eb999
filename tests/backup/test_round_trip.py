"""A site is the same after it was backed up and brought back, whatever database it came from and goes to."""

import json
import sqlite3

import pytest

from himmeli.backup.archive import Archive
from tests.sites import ROOT

pytestmark = pytest.mark.processes

DATABASES = [("sqlite", "postgresql"), ("postgresql", "postgresql"), ("postgresql", "sqlite"), ("sqlite", "sqlite")]
NEXT_PERSON = """
from django.contrib.auth import get_user_model
print(get_user_model().objects.create_user("next@example.org", "himmeli-testi-1", display_name="Next").pk)
"""
RECORDED = """
from himmeli.audit.models import Entry
print(Entry.objects.filter(action="backup.restored").exists())
"""
SEARCH = """
from himmeli.search.results import find
print([result.title for group in find("saunaa", "fi").groups for result in group.top])
"""


@pytest.fixture(scope="module")
def archives(demo_archive):
    """{database: an archive made on it}."""
    return {"sqlite": demo_archive}


@pytest.fixture(scope="module")
def restored():
    """{database: a site that came back there}, of the first test."""
    return {}


@pytest.mark.parametrize(("source", "target"), DATABASES)
def test_every_row_and_file_comes_back(source, target, archives, restored, demo_site, make_site):
    site = make_site(target)

    said = site.manage("restore", archives[source])

    assert "Back as it was" in said
    expected, found = demo_site.rows(), site.rows()
    assert sum(map(len, expected.values())) > 1500
    assert found.keys() == expected.keys()
    for model, rows in expected.items():
        assert found[model] == rows, model
    assert site.files() == demo_site.files()
    assert len(site.files()) > 30
    archives.setdefault(target, site.back_up())
    restored[target] = site
    assert _raw(archives[target], "dummy_note") == _raw(archives["sqlite"], "dummy_note")


def _raw(path, table):
    with Archive(path) as archive:
        return list(archive.rows(table))


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_a_site_that_came_back_works_on(vendor, restored, demo_site, tmp_path):
    site = restored[vendor]
    script = tmp_path / "script.py"

    script.write_text(RECORDED)
    assert site.execute(script) == "True\n"
    script.write_text(SEARCH)
    assert site.execute(script) == demo_site.execute(script) != "[]\n"
    # The number of somebody who was deleted is not given to somebody else.
    script.write_text(NEXT_PERSON)
    with sqlite3.connect(demo_site.folder / "site.sqlite3") as connection:
        (given_out,) = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'accounts_user'").fetchone()
        (highest,) = connection.execute("SELECT max(id) FROM accounts_user").fetchone()
    assert given_out > highest
    assert int(site.execute(script)) == given_out + 1


def test_what_a_removed_plugin_kept_is_there_when_it_comes_back(restored, tmp_path):
    site = restored["postgresql"]
    site.plugin_dirs = f"{ROOT / 'plugins'}:{ROOT / 'tests/plugins_kernel/plugins'}"
    script = tmp_path / "script.py"
    script.write_text(
        "import json; from plugins.dummy.models import Note\nNote.objects.create(text='uusi')\n"
        "print(json.dumps(list(Note.objects.values_list('pk', 'text'))))"
    )

    assert json.loads(site.execute(script)) == [[1, 'Pysyy "tallessa"\n\\ 🪵\t'], [2, "uusi"]]


def test_an_archive_says_what_it_is_and_keeps_no_secret(demo_archive, demo_site):
    with Archive(demo_archive) as archive:
        manifest = archive.manifest

    assert manifest["format"] == 1
    assert manifest["database"] == "sqlite"
    assert {"label": "blog", "version": manifest["plugins"][0]["version"], "is_active": True} in manifest["plugins"]
    assert ["accounts", "0001_initial"] in manifest["migrations"]
    assert manifest["tables"]["dummy_note"]["rows"] == 1
    assert manifest["missing"] == []
    secret = (demo_site.folder / "secret-key").read_text()
    assert secret not in json.dumps(manifest)
    assert not any("secret" in name for name in manifest["members"])
    assert demo_archive.stat().st_mode & 0o777 == 0o600
