"""An archive that is not whole, not ours, or made to do harm is refused before anything is touched."""

import hashlib
import json
import random
import zipfile

import pytest

from himmeli.backup.archive import MANIFEST, MARK, Archive, ArchiveWriter, is_safe
from himmeli.backup.exceptions import BadArchive

CONTENT = {"format": 1, "himmeli": "0.1.0", "tables": {}, "missing": [], "migrations": []}


@pytest.fixture
def archive(tmp_path):
    path = tmp_path / "good.zip"
    with ArchiveWriter(path) as writer:
        writer.add("tables/pages_page.jsonl", [b'[1,"ovi"]\n', b'[2,"uuni"]\n'])
        writer.add("media/images/talo.jpg", [bytes(range(256)) * 200])
        table = {"member": "tables/pages_page.jsonl", "rows": 2}
        writer.finish({**CONTENT, "tables": {"pages_page": table}})
    return path


def refusal(path):
    with pytest.raises(BadArchive) as refused, Archive(path) as archive:
        archive.verify()
    return str(refused.value)


def made_by_hand(path, members, manifest=None, *, listed=None):
    """A zip with a right list of contents, as somebody could make who knows how."""
    listed = listed or {
        name: {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in members.items()
    }
    data = json.dumps({**CONTENT, **(manifest or {}), "members": listed}).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
        file.writestr(MANIFEST, data)
        file.comment = MARK + hashlib.sha256(data).hexdigest().encode()
    return path


def test_a_whole_archive_gives_its_rows(archive):
    with Archive(archive) as opened:
        opened.verify()

        assert list(opened.rows("pages_page")) == [[1, "ovi"], [2, "uuni"]]
        assert opened.media == ["images/talo.jpg"]


def test_every_cut_is_noticed(archive, tmp_path):
    data, cut = archive.read_bytes(), tmp_path / "cut.zip"
    for length in [0, 1, 100, len(data) // 2, len(data) - 200, len(data) - 1]:
        cut.write_bytes(data[:length])

        assert "backup" in refusal(cut) or "damaged" in refusal(cut)


def test_a_changed_byte_is_noticed_wherever_it_is(archive, tmp_path):
    """A zip has some bytes that mean nothing, such as times. Where a change is not refused, nothing may differ."""
    data, spoilt = archive.read_bytes(), tmp_path / "spoilt.zip"
    chance = random.Random(7)
    refused = 0
    for place in [chance.randrange(len(data)) for _ in range(300)]:
        spoilt.write_bytes(data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :])
        try:
            with Archive(spoilt) as opened:
                opened.verify()
                assert list(opened.rows("pages_page")) == [[1, "ovi"], [2, "uuni"]]
                assert b"".join(opened.read("media/images/talo.jpg")) == bytes(range(256)) * 200
        except BadArchive:
            refused += 1
    assert refused > 270


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 neither is this"])
def test_another_file_is_no_backup(tmp_path, content):
    path = tmp_path / "file.zip"
    path.write_bytes(content)

    assert "is no backup of Himmeli" in refusal(path)


def test_another_programs_zip_is_no_backup(tmp_path):
    path = tmp_path / "other.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("manifest.json", "{}")

    assert refusal(path) == "other.zip is a zip file, but no backup of Himmeli."


def test_a_file_that_is_not_there_is_named(tmp_path):
    assert refusal(tmp_path / "nothing.zip") == f"There is no file {tmp_path / 'nothing.zip'}."


def test_a_newer_format_is_refused(tmp_path):
    path = made_by_hand(tmp_path / "newer.zip", {}, {"format": 2, "himmeli": "9.0.0"})

    assert refusal(path) == "newer.zip was made by a newer Himmeli (9.0.0). Install that version first."


@pytest.mark.parametrize(
    "name",
    [
        "media/../../etc/cron.d/job",
        "media//etc/passwd",
        "media/a/../../b",
        "media/..",
        "media/.himmeli-old-1/x",
        "media/a\\..\\..\\b",
        "media/a\nb",
        "media/./a",
        "media/",
        "tables/../x.jsonl",
        "elsewhere/x",
        "/etc/passwd",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(tmp_path, name):
    path = made_by_hand(tmp_path / "harm.zip", {name: b"x"})

    assert "a name that is not allowed" in refusal(path)


@pytest.mark.parametrize("name", ["images/talo.jpg", "original_images/säännöt ja ohjeet (2).pdf", "a:b.png", "🌾.webp"])
def test_an_honest_name_is_taken(name):
    assert is_safe(name)


def test_a_file_longer_than_it_says_is_given_up_at_that_length(tmp_path):
    """A small file that unpacks to a huge one: no more of it is read than the list of contents tells."""
    bomb = {"media/bomb.txt": {"size": 1000, "sha256": "0" * 64}}
    path = made_by_hand(tmp_path / "bomb.zip", {"media/bomb.txt": bytes(50_000_000)}, listed=bomb)

    assert path.stat().st_size < 100_000
    assert refusal(path) == "bomb.zip is damaged: media/bomb.txt is longer than it says."


def test_what_is_not_listed_is_refused(tmp_path):
    path = made_by_hand(tmp_path / "more.zip", {"media/a.txt": b"a"})
    with zipfile.ZipFile(path, "a") as file:
        comment = file.comment
        file.writestr("media/b.txt", b"b")
        file.comment = comment

    assert "does not hold what its list of contents says" in refusal(path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_comes_twice_is_refused(tmp_path):
    path = made_by_hand(tmp_path / "twice.zip", {"media/a.txt": b"a"})
    with zipfile.ZipFile(path, "a") as file:
        comment = file.comment
        file.writestr("media/a.txt", b"b")
        file.comment = comment

    assert "does not hold what its list of contents says" in refusal(path)


def test_an_archive_has_its_name_only_when_it_is_whole(tmp_path):
    path = tmp_path / "site.zip"

    def breaking():
        yield b"half"
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="the disk is full"), ArchiveWriter(path) as writer:
        writer.add("media/a.txt", breaking())

    assert list(tmp_path.iterdir()) == []
