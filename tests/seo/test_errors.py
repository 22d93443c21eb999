"""What visitors see when something is not there, is closed, or has failed."""

import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from himmeli.pages.models import ContentPage
from himmeli.seo.errors import server_error
from himmeli.seo.maintenance import is_on, switch

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(site_root):
    return site_root.add_child(instance=ContentPage(title="Tarina", slug="tarina"))


def test_missing_page_suggests_pages_with_a_like_name(story, client):
    response = client.get("/fi/vanha/tarinat/")

    assert response.status_code == 404
    assert 'href="/fi/tarina/"' in response.content.decode()
    assert not response.cookies


def test_missing_picture_gets_no_page(site_root, client):
    response = client.get("/fi/kuva.jpg")

    assert (response.status_code, response["Content-Type"]) == (404, "text/plain")


def test_failure_is_shown_without_asking_the_database():
    with CaptureQueriesContext(connection) as queries:
        response = server_error(RequestFactory().get("/fi/"))

    assert response.status_code == 500
    assert "<h1>" in response.content.decode()
    assert len(queries) == 0


def test_address_without_its_slash_leads_to_the_one_with_it(story, client):
    response = client.get("/fi/tarina")

    assert (response.status_code, response["Location"]) == (301, "/fi/tarina/")


def test_head_is_answered_like_get_without_the_page(story, client):
    response = client.head("/fi/tarina/")

    assert (response.status_code, response.content) == (200, b"")


def test_renamed_page_and_those_under_it_are_still_found(story, client, django_capture_on_commit_callbacks):
    story.add_child(instance=ContentPage(title="Ihmiset", slug="ihmiset"))

    with django_capture_on_commit_callbacks(execute=True):
        story.slug = "meista"
        story.save_revision().publish()

    moved = [client.get(path) for path in ("/fi/tarina/", "/fi/tarina/ihmiset/")]
    assert [(response.status_code, response["Location"]) for response in moved] == [
        (301, "/fi/meista/"),
        (301, "/fi/meista/ihmiset/"),
    ]


def test_moved_page_and_those_under_it_are_still_found(story, site_root, client, django_capture_on_commit_callbacks):
    story.add_child(instance=ContentPage(title="Ihmiset", slug="ihmiset"))
    other = site_root.add_child(instance=ContentPage(title="Muu", slug="muu"))

    with django_capture_on_commit_callbacks(execute=True):
        story.move(other, pos="last-child")

    assert client.get("/fi/tarina/ihmiset/")["Location"] == "/fi/muu/tarina/ihmiset/"


def test_break_closes_the_site_to_visitors_at_once(story):
    before = Client().get("/fi/tarina/").status_code

    call_command("maintenance", "on", stdout=StringIO())
    during = Client().get("/fi/tarina/")
    call_command("maintenance", "off", stdout=StringIO())

    assert before == 200
    assert (during.status_code, during["Retry-After"], during["Cache-Control"]) == (503, "300", "no-store")
    assert Client().get("/fi/tarina/").status_code == 200


def test_coordinator_gets_in_during_the_break_and_ends_it(story, coordinator):
    switch(on=True)
    office = Client()
    office.force_login(coordinator)

    assert office.get("/fi/tarina/").status_code == 200
    office.post(reverse("seo_maintenance"), {"state": "off"})
    assert not is_on()


def test_member_stays_out_during_the_break_and_can_sign_in(story, member):
    switch(on=True)
    visitor = Client()

    assert visitor.get("/fi/accounts/login/").status_code == 200
    visitor.force_login(member)
    assert visitor.get("/fi/tarina/").status_code == 503


def test_asking_twice_for_a_break_keeps_it():
    assert (switch(on=True), switch(on=True), is_on()) == (True, False, True)
    assert (switch(on=False), switch(on=False), is_on()) == (True, False, False)


def test_failure_is_shown_in_the_look_that_was_shown_last(story, client):
    sheet = re.search(r'href="(/theme/\w+\.css)"', client.get("/fi/tarina/").content.decode())[1]

    page = server_error(RequestFactory().get("/fi/")).content.decode()

    assert f'<link rel="stylesheet" href="{sheet}">' in page


def test_failure_before_any_page_was_shown_has_colours_of_its_own(monkeypatch):
    monkeypatch.setattr("himmeli.themes.stylesheet._shown_last", [])

    page = server_error(RequestFactory().get("/fi/")).content.decode()

    assert "/theme/" not in page
    assert "himmeli/alone" in page


def test_missing_page_leads_to_the_front_page_of_its_language(site_root, client):
    assert 'href="/en/">' in client.get("/en/nothing/").content.decode()
