"""Only plain files of the site go into an archive, and only into the media folder do they come back."""

import os

import pytest

from himmeli.backup.exceptions import BadArchive
from himmeli.backup.media import Files, FolderMedia, chunks_of, has_files, media_folder, open_file
from himmeli.backup.media import _walk as walk


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    (settings.MEDIA_ROOT / "images").mkdir(parents=True)
    (settings.MEDIA_ROOT / "images" / "talo.jpg").write_bytes(b"talo")
    (tmp_path / "secret.txt").write_text("secret")
    return settings.MEDIA_ROOT


def test_links_are_not_followed(media, tmp_path):
    (media / "link.txt").symlink_to(tmp_path / "secret.txt")
    (media / "folder").symlink_to(tmp_path)
    (media / "self").symlink_to(media)
    files = Files()

    assert list(walk(media_folder(), files.skipped)) == ["images/talo.jpg"]
    assert sorted(files.skipped) == ["folder", "link.txt", "self"]
    outside = str(tmp_path / "secret.txt")
    for name in ("link.txt", "folder/secret.txt", "self/images/talo.jpg", "../secret.txt", outside):
        with pytest.raises(FileNotFoundError):
            open_file(name)


def test_a_pipe_holds_nothing_up(media):
    os.mkfifo(media / "pipe")
    files = Files()

    assert list(walk(media_folder(), files.skipped)) == ["images/talo.jpg"]
    assert files.skipped == ["pipe"]
    with pytest.raises(FileNotFoundError):
        open_file("pipe")


def test_a_plain_file_is_read(media):
    with open_file("images/talo.jpg") as file:
        assert b"".join(chunks_of(file)) == b"talo"
    assert has_files() is True


def test_a_restore_under_way_is_no_part_of_the_site(media):
    staged = FolderMedia(media)
    staged.stage("a/b.txt", [b"b"])

    assert list(walk(media, [])) == ["images/talo.jpg"]


def test_files_are_changed_over_at_once(media):
    staged = FolderMedia(media)
    staged.stage("images/uusi.jpg", [b"uu", b"si"])
    staged.swap()
    staged.finish()

    assert [path.name for path in media.iterdir()] == ["images"]
    assert [(path.name, path.read_bytes()) for path in (media / "images").iterdir()] == [("uusi.jpg", b"uusi")]


@pytest.mark.parametrize("swapped", [False, True])
def test_files_are_put_back_when_it_fails(media, swapped):
    staged = FolderMedia(media)
    staged.stage("images/uusi.jpg", [b"uusi"])
    if swapped:
        staged.swap()
    staged.undo()

    assert [path.name for path in media.iterdir()] == ["images"]
    assert [(path.name, path.read_bytes()) for path in (media / "images").iterdir()] == [("talo.jpg", b"talo")]


def test_nothing_is_written_outside_the_folder(media):
    staged = FolderMedia(media)

    with pytest.raises(BadArchive):
        staged.stage("../../outside.txt", [b"x"])
