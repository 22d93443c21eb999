"""A member gets all that is kept of her, and nobody else does."""

import io
import json
import os
import zipfile
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from himmeli.media.models import File, Picture
from himmeli.plugins.activation import switch_off
from himmeli.plugins.personal_data import personal_data
from himmeli.plugins.waiting import what_waits_for
from himmeli.privacy.copying import PART_SIZE
from himmeli.privacy.jobs import forget_what_is_old
from himmeli.privacy.models import DataCopy, DataCopyPart
from himmeli.privacy.services import ask_for_copy
from himmeli.privacy.tasks import make_copy
from plugins.blog.models import Comment

from ..media.conftest import draw

MINE = "/fi/omat/tiedot/"


def archive_of(client, copy):
    answer = client.get(f"{MINE}lataa/{copy.token}/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    content = b"".join(answer.streaming_content)
    assert len(content) == int(answer["Content-Length"]) == copy.size
    return zipfile.ZipFile(io.BytesIO(content))


def test_she_asks_is_told_and_downloads(signed_in, member, letters, site_root):
    assert "Kerää tietoni" in signed_in.get(MINE).content.decode()

    answer = signed_in.post(f"{MINE}keraa/", follow=True)

    copy = DataCopy.objects.get(user=member)
    assert f"{MINE}lataa/{copy.token}/" in answer.content.decode()
    assert letters(member.email) == ["Tietosi ovat valmiina"]
    assert [line.url for line in what_waits_for(member)] == [MINE]
    archive = archive_of(signed_in, copy)
    (account,) = json.loads(archive.read("accounts/user.json"))
    assert (account["email"], account["display_name"]) == (member.email, member.display_name)
    assert "password" not in account
    assert "account/emailaddress.json" in archive.namelist()
    assert "kaikki, mitä" in archive.read("README.txt").decode().lower()


def test_her_pictures_are_in_it_and_nobody_elses(signed_in, member, coordinator):
    portrait = Picture.objects.create(title="Minä", file=ContentFile(draw("PNG"), "mina.png"), uploaded_by_user=member)
    Picture.objects.create(title="Toisen", file=ContentFile(draw("PNG"), "toisen.png"), uploaded_by_user=coordinator)
    member.portrait = portrait
    member.save()

    archive = archive_of(signed_in, ask_for_copy(user=member) and DataCopy.objects.get(user=member))

    files = [name for name in archive.namelist() if name.endswith(".png")]
    assert {name.rpartition("/")[0] for name in files} == {"accounts/user", "media/picture"}
    assert len(files) == 2
    assert archive.testzip() is None
    assert [row["title"] for row in json.loads(archive.read("media/picture.json"))] == ["Minä"]


def test_what_a_plugin_that_is_off_keeps_is_in_it(signed_in, member, blog_post):
    Comment.objects.create(post=blog_post, user=member, name="Pentti", body="Hyvä!", status="shown")
    switch_off("blog")

    ask_for_copy(user=member)

    archive = archive_of(signed_in, DataCopy.objects.get(user=member))
    assert [row["comment"] for row in json.loads(archive.read("blog/comment.json"))] == ["Hyvä!"]


def test_every_declaration_can_tell_an_empty_and_a_full_person(member, coordinator, site_root):
    for entry in personal_data.entries():
        for user in (member, coordinator):
            rows = json.loads(json.dumps(list(entry.value.export(user)), default=str))

            assert [row for row in rows if not isinstance(row, dict)] == [], entry.name


def test_the_link_is_hers_alone(signed_in, member, coordinator):
    ask_for_copy(user=member)
    address = f"{MINE}lataa/{DataCopy.objects.get(user=member).token}/"
    other, stranger = Client(), Client()
    other.force_login(coordinator)

    assert other.get(address).status_code == 404
    assert stranger.get(address).status_code == 302
    assert signed_in.get(f"{MINE}lataa/somethingelse/").status_code == 404


def test_the_password_is_asked_again_when_it_was_long_ago(client, member):
    client.force_login(member)
    ask_for_copy(user=member)

    answer = client.get(f"{MINE}lataa/{DataCopy.objects.get(user=member).token}/")

    assert answer.status_code == 302
    assert "/accounts/reauthenticate/" in answer["Location"]


def test_the_link_expires_and_the_copy_goes(signed_in, member):
    ask_for_copy(user=member)
    copy = DataCopy.objects.get(user=member)
    DataCopy.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert signed_in.get(f"{MINE}lataa/{copy.token}/").status_code == 404
    assert DataCopyPart.objects.exists()
    forget_what_is_old()
    assert not DataCopy.objects.exists()
    assert not DataCopyPart.objects.exists()


def test_asking_again_replaces_the_copy(member):
    first = ask_for_copy(user=member)
    second = ask_for_copy(user=member)

    assert first.token != second.token
    assert DataCopy.objects.get(user=member).pk == second.pk


def test_a_task_that_comes_twice_makes_one_copy(member, letters):
    copy = ask_for_copy(user=member)
    make_copy.call(copy.pk)
    make_copy.call(copy.pk + 1)

    assert letters(member.email) == ["Tietosi ovat valmiina"]


def test_a_part_that_fails_to_tell_leaves_no_half_a_copy(member):
    entry = personal_data.find("blog.comment")

    def fail(user):
        raise RuntimeError("no")

    broken = type(entry.value)(**{**vars(entry.value), "export": fail})
    personal_data.remove("blog.comment")
    personal_data.register("blog.comment", broken, plugin="blog")
    try:
        copy = DataCopy.objects.create(user=member, token="t", expires_at=timezone.now() + timedelta(days=1))
        with pytest.raises(RuntimeError):
            make_copy.call(copy.pk)
    finally:
        personal_data.remove("blog.comment")
        personal_data.register("blog.comment", entry.value, plugin="blog")

    copy.refresh_from_db()
    assert not copy.is_ready
    assert not DataCopyPart.objects.exists()


def test_a_large_copy_is_kept_and_sent_in_parts(signed_in, member):
    document = File(title="Iso", file=ContentFile(os.urandom(PART_SIZE * 2 + 5), "iso.pdf"), uploaded_by_user=member)
    document.save()

    ask_for_copy(user=member)

    copy = DataCopy.objects.get(user=member)
    assert copy.parts.count() == 3
    assert archive_of(signed_in, copy).testzip() is None


def test_it_needs_a_sign_in(client, site_root):
    for address in (MINE, f"{MINE}poista/"):
        assert client.get(address).status_code == 302
