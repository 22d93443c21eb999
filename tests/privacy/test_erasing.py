"""A member's account is erased when she asks, after a while in which she can take it back."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision

from himmeli.audit.models import Entry
from himmeli.media.models import Picture
from himmeli.pages.models import ContentPage
from himmeli.plugins.activation import switch_off
from himmeli.plugins.personal_data import personal_data
from himmeli.privacy.erasing import erase_person
from himmeli.privacy.exceptions import LastAdministrator
from himmeli.privacy.jobs import erase_who_asked
from himmeli.privacy.models import ErasureRequest
from himmeli.privacy.services import ask_for_erasure
from plugins.blog.models import Comment

from ..media.conftest import draw
from .conftest import PASSWORD

MINE = "/fi/omat/tiedot/"
ERASE = f"{MINE}poista/"
User = get_user_model()


def make_due():
    ErasureRequest.objects.update(due_at=timezone.now() - timedelta(seconds=1))


def test_with_her_password_after_a_week(signed_in, member, letters):
    assert signed_in.post(ERASE, {"password": PASSWORD}, follow=True).status_code == 200

    request = ErasureRequest.objects.get(user=member)
    assert timedelta(days=6, hours=23) < request.due_at - timezone.now() < timedelta(days=7)
    erase_who_asked()
    assert User.objects.filter(pk=member.pk).exists()
    make_due()
    erase_who_asked()

    assert not User.objects.filter(pk=member.pk).exists()
    assert letters(member.email) == ["Tunnuksesi poistetaan", "Tunnuksesi on poistettu"]
    assert signed_in.get(MINE).status_code == 302


def test_a_wrong_password_erases_nothing(signed_in, member):
    answer = signed_in.post(ERASE, {"password": "arvaus"})

    assert answer.status_code == 422
    assert "Salasana on väärin." in answer.content.decode()
    assert not ErasureRequest.objects.exists()


def test_guessing_the_password_is_stopped(signed_in):
    statuses = [signed_in.post(ERASE, {"password": "arvaus"}).status_code for _ in range(12)]

    assert statuses[0] == 422
    assert statuses[-1] == 429


def test_she_takes_it_back(signed_in, member, letters):
    signed_in.post(ERASE, {"password": PASSWORD})
    page = signed_in.get(MINE).content.decode()
    assert "Pidä tunnukseni" in page

    signed_in.post(f"{MINE}pida/")

    assert not ErasureRequest.objects.exists()
    assert letters(member.email)[-1] == "Tunnuksesi säilyy"
    erase_who_asked()
    assert User.objects.filter(pk=member.pk).exists()


def test_without_a_password_by_a_link_in_an_email(client, member, coordinator):
    member.set_unusable_password()
    member.save()
    client.force_login(member)
    other = Client()
    other.force_login(coordinator)

    client.post(ERASE)

    assert not ErasureRequest.objects.exists()
    link = re.search(r"https?://[^/\s]+(/\S+)", mail.outbox[-1].body).group(1)
    assert other.get(link).status_code == 404
    assert other.post(link).status_code == 404
    assert client.get(link).status_code == 200
    assert not ErasureRequest.objects.exists()
    assert client.post(link).status_code == 302
    assert ErasureRequest.objects.get().user == member
    assert client.get(f"{ERASE}forged:token/").status_code == 404


def test_the_last_administrator_stays(client, administrator):
    with pytest.raises(LastAdministrator):
        ask_for_erasure(user=administrator)
    client.force_login(administrator)
    answer = client.post(ERASE, {"password": PASSWORD}, follow=True)

    assert "ainoa ylläpitäjä" in answer.content.decode()
    assert not ErasureRequest.objects.exists()


def test_who_became_the_last_administrator_meanwhile_stays(administrator, make_user):
    another = make_user("Toinen Ylläpitäjä", is_superuser=True)
    ask_for_erasure(user=administrator)
    another.delete()
    make_due()

    erase_who_asked()

    assert User.objects.filter(pk=administrator.pk).exists()


def test_what_she_made_stays_without_her_name(site_root, coordinator, blog_post):
    coordinator.email, coordinator.display_name = "vieno@example.org", "Vieno Virtanen"
    coordinator.save()
    page = site_root.add_child(instance=ContentPage(title="Talkoot", slug="talkoot", owner=coordinator))
    page.save_revision(user=coordinator, log_action=True).publish(user=coordinator)
    picture = Picture.objects.create(title="P", file=ContentFile(draw(), "p.jpg"), uploaded_by_user=coordinator)
    comment = Comment.objects.create(post=blog_post, user=coordinator, name="Vieno", body="Hei", status="shown")
    client = Client()
    client.force_login(coordinator)
    switch_off("blog")
    sessions, number = Session.objects.count(), coordinator.pk

    erase_person(coordinator)

    page.refresh_from_db()
    picture.refresh_from_db()
    comment.refresh_from_db()
    assert (page.owner, picture.uploaded_by_user) == (None, None)
    assert (comment.user, comment.name, comment.body) == (None, "", "")
    assert not Revision.objects.filter(user=number).exists()
    assert not PageLogEntry.objects.filter(user=number).exists()
    assert Session.objects.count() == sessions - 1
    assert Entry.objects.filter(action="page.published", actor=number).exists()
    assert "Vieno" not in str(list(Entry.objects.values_list("subject", "values", "changes")))


def test_her_portrait_goes_unless_a_page_shows_it(member, make_user):
    member.portrait = Picture.objects.create(title="M", file=ContentFile(draw(), "m.jpg"), uploaded_by_user=member)
    member.save()

    with transaction.atomic():
        erase_person(member)

    assert not Picture.objects.exists()


def test_nothing_is_erased_when_one_part_fails(member, blog_post):
    Comment.objects.create(post=blog_post, user=member, name="Pentti", body="Hei", status="shown")
    entry = personal_data.find("privacy.erasurerequest")

    def fail(user):
        raise RuntimeError("no")

    personal_data.remove(entry.name)
    personal_data.register(entry.name, type(entry.value)(**{**vars(entry.value), "erase": fail}))
    try:
        ask_for_erasure(user=member)
        make_due()
        erase_who_asked()
    finally:
        personal_data.remove(entry.name)
        personal_data.register(entry.name, entry.value)

    assert Comment.objects.get().body == "Hei"
    assert ErasureRequest.objects.filter(user=member).exists()
    erase_who_asked()
    assert not User.objects.filter(pk=member.pk).exists()


def test_an_empty_account_stays_where_something_must_point_to_it(member, monkeypatch):
    from django.db.models import ProtectedError

    def refuse(self, *args, **kwargs):
        raise ProtectedError("an invoice", {self})

    monkeypatch.setattr(User, "delete", refuse)

    erase_person(member)

    kept = User.objects.get(pk=member.pk)
    assert kept.email == f"erased-{member.pk}@invalid.invalid"
    assert (kept.display_name, kept.is_active, kept.has_usable_password()) == ("", False, False)


def test_one_request_a_person(member):
    ask_for_erasure(user=member)
    due_at = ask_for_erasure(user=member).due_at

    assert ErasureRequest.objects.get().due_at == due_at
    with pytest.raises(IntegrityError), transaction.atomic():
        ErasureRequest.objects.create(user=member, due_at=due_at)


def test_what_is_asked_and_done_is_in_the_change_log(member):
    ask_for_erasure(user=member)
    make_due()
    erase_who_asked()

    actions = Entry.objects.filter(person=member.pk).order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["person.erasure_asked", "person.erased"]
