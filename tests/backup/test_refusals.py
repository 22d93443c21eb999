"""A restore that can't be done changes nothing, and says so in words that help."""

import json
import sqlite3
import zipfile

import pytest

from himmeli.backup.archive import Archive, ArchiveWriter

pytestmark = pytest.mark.processes


def rewritten(source, target, change):
    """An archive like another, whole in itself, with something in it changed."""
    with Archive(source) as archive:
        members = {name: b"".join(archive.read(name)) for name in archive.members}
        manifest = archive.manifest
    del manifest["members"]
    change(manifest, members)
    with ArchiveWriter(target) as writer:
        for name, data in members.items():
            writer.add(name, [data])
        writer.finish(manifest)
    return target


def state(site):
    return site.rows(), site.files(), sorted(path.name for path in (site.folder / "media").iterdir())


def test_a_site_is_replaced_only_when_one_says_so_and_is_backed_up_first(site_copy, demo_archive, tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        "from django.core.files.base import ContentFile; from himmeli.media.models import File\n"
        "File(title='Uusi', file=ContentFile(b'uusi', 'uusi.txt')).save()"
    )
    original = state(site_copy)
    site_copy.execute(script)
    changed = state(site_copy)

    refused = site_copy.run("restore", demo_archive)
    assert refused.returncode == 1
    assert "There is a site here already" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert state(site_copy) == changed

    said = site_copy.manage("restore", demo_archive, "--replace")
    assert state(site_copy) == original

    before = next(line for line in said.splitlines() if line.startswith("What was here before: "))
    site_copy.manage("restore", before.removeprefix("What was here before: "), "--replace")
    assert state(site_copy) == changed


def _no_such_table(manifest, members):
    data = members.pop("tables/wagtailcore_page.jsonl").splitlines(keepends=True)
    # The last page twice: the same number can't be given out twice.
    members["tables/wagtailcore_page.jsonl"] = b"".join([*data, data[-1]])
    manifest["tables"]["wagtailcore_page"]["rows"] += 1


def _points_to_nothing(manifest, members):
    lines = members["tables/wagtailcore_page.jsonl"].splitlines(keepends=True)
    members["tables/wagtailcore_page.jsonl"] = b"".join(lines[:-1])
    manifest["tables"]["wagtailcore_page"]["rows"] -= 1


def _fewer_rows(manifest, members):
    manifest["tables"]["wagtailcore_site"]["rows"] += 1


def _newer_migration(manifest, members):
    manifest["migrations"].append(["blog", "9999_of_next_year"])


def _newer_himmeli(manifest, members):
    manifest["himmeli"] = "99.0.0"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_no_such_table, "A row of wagtailcore_page does not fit into this database"),
        (_points_to_nothing, "Nothing was changed"),
        (_fewer_rows, "wagtailcore_site has 1 rows, and should have 2."),
        (_newer_migration, "was made with newer versions of what is installed here: blog.9999_of_next_year."),
        (_newer_himmeli, "was made by Himmeli 99.0.0, this is"),
    ],
)
def test_an_archive_that_does_not_fit_changes_nothing(site_copy, demo_archive, tmp_path, change, words):
    before = state(site_copy)
    path = rewritten(demo_archive, tmp_path / "changed.zip", change)

    refused = site_copy.run("restore", path, "--replace")

    assert refused.returncode == 1
    assert words in refused.stderr
    assert "Traceback" not in refused.stderr
    assert state(site_copy) == before


def test_a_damaged_archive_leaves_an_empty_machine_empty(demo_archive, make_site, tmp_path):
    site, spoilt = make_site("sqlite"), tmp_path / "spoilt.zip"
    data = demo_archive.read_bytes()
    spoilt.write_bytes(data[: len(data) // 2] + b"?" + data[len(data) // 2 + 1 :])

    refused = site.run("restore", spoilt)

    assert refused.returncode == 1
    assert "is damaged" in refused.stderr
    assert not (site.folder / "media").exists()
    with sqlite3.connect(site.folder / "site.sqlite3") as database:
        assert database.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


def test_a_backup_needs_a_site_and_a_place(make_site, demo_site):
    empty = make_site("sqlite").run("backup")
    no_place = demo_site.run("backup", "--to", "/proc/nowhere")

    assert "There is no site in this database yet." in empty.stderr
    assert "The backup could not be written to /proc/nowhere" in no_place.stderr
    assert "Traceback" not in empty.stderr + no_place.stderr


def test_a_file_that_the_database_names_and_is_gone_is_told(site_copy):
    name = next(name for name in site_copy.files() if name.startswith("original_images/"))
    (site_copy.folder / "media" / name).unlink()

    done = site_copy.run("backup")

    assert done.returncode == 0
    assert "Missing, though the database names them:" in done.stderr
    assert name in done.stderr
    path = done.stdout.splitlines()[0]
    assert json.loads(zipfile.ZipFile(path).read("manifest.json"))["missing"] == [name]
