import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import translation

PASSWORD = "himmeli-testi-1"


@pytest.fixture(autouse=True)
def _finnish(client):
    with translation.override("fi"):
        yield


def sign_in(client, email="pentti@example.org", password=PASSWORD, **more):
    return client.post("/fi/accounts/login/", {"login": email, "password": password, **more})


def test_right_password_leads_to_my_pages(client, member, site_root):
    assert sign_in(client).headers["Location"] == "/fi/omat/"


def test_who_came_for_the_admin_gets_there(client, coordinator):
    answer = sign_in(client, email=coordinator.email, next="/admin/")

    assert answer.headers["Location"] == "/admin/"


def test_address_is_the_same_in_capitals(client, member):
    assert sign_in(client, email="Pentti@Example.ORG").status_code == 302


def test_wrong_password_says_so_and_keeps_what_was_typed(client, member, site_root):
    page = sign_in(client, password="vaara").content.decode()

    assert 'value="pentti@example.org"' in page
    assert 'class="error-summary"' in page
    assert "_auth_user_id" not in client.session


def test_many_wrong_tries_are_stopped(client, member, site_root):
    for _ in range(8):
        sign_in(client, password="vaara")

    assert sign_in(client).status_code != 302
    assert "_auth_user_id" not in client.session


def test_forgotten_password_is_changed_by_a_message(client, member, site_root):
    client.post("/fi/accounts/password/reset/", {"email": member.email})
    [message] = mail.outbox
    assert message.to == [member.email]
    html = (
        message.alternatives[0].content if hasattr(message.alternatives[0], "content") else message.alternatives[0][0]
    )
    address = re.search(r"https?://[^/\s]+(/\S+/password/reset/key/\S+)", message.body).group(1)
    assert address in html

    form = client.get(address, follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": "uusi-sana-2026", "password2": "uusi-sana-2026"})

    member.refresh_from_db()
    assert member.check_password("uusi-sana-2026")
    assert client.get(address, follow=True).status_code == 200


def test_message_is_in_the_receivers_language_and_in_the_sites_name(client, make_user, site_root):
    from himmeli.identity.models import SiteIdentity

    SiteIdentity.objects.update_or_create(locale=site_root.locale, defaults={"name": "Kylän väki"})
    make_user("Sven Lund", language="sv")

    client.post("/fi/accounts/password/reset/", {"email": "sven@example.org"})

    [message] = mail.outbox
    assert "/sv/" in message.body
    assert message.from_email.startswith('"Kylän väki" <')
    assert 'lang="sv"' in message.alternatives[0][0]


def test_an_unknown_address_is_not_told_apart_on_the_page(client, member, site_root):
    known = client.post("/fi/accounts/password/reset/", {"email": member.email})
    unknown = client.post("/fi/accounts/password/reset/", {"email": "ei@example.org"})

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert mail.outbox[1].to == ["ei@example.org"]


def test_address_changes_only_when_the_new_one_is_confirmed(client, member, site_root):
    sign_in(client)
    client.post("/fi/accounts/email/", {"email": "uusi@example.org", "action_add": ""})
    member.refresh_from_db()
    assert member.email == "pentti@example.org"

    message = next(message for message in mail.outbox if message.to == ["uusi@example.org"])
    address = re.search(r"https?://[^/\s]+(/\S+/confirm-email/\S+)", message.body).group(1)
    assert client.get(address).status_code == 200
    client.post(address)

    member.refresh_from_db()
    assert member.email == "uusi@example.org"


@pytest.mark.parametrize(
    "name",
    ["account_login", "account_reset_password", "account_reset_password_done", "account_signup", "account_inactive"],
)
def test_pages_before_signing_in_are_in_the_sites_theme(name, client, site_root):
    page = client.get(reverse(name)).content.decode()

    assert 'class="site-header"' in page
    assert "style=" not in page


@pytest.mark.parametrize(
    "name", ["account_logout", "account_change_password", "account_email", "account_reauthenticate"]
)
def test_pages_of_ones_own_are_in_the_sites_theme(name, client, member, site_root):
    sign_in(client)

    page = client.get(reverse(name), follow=True).content.decode()

    assert 'class="site-header"' in page
    assert "<h1>" in page


def test_signing_out_takes_a_post(client, member, site_root):
    sign_in(client)
    client.get("/fi/accounts/logout/")
    assert "_auth_user_id" in client.session

    client.post("/fi/accounts/logout/")

    assert "_auth_user_id" not in client.session


def test_demo_signs_in_with_one_tap(client, make_user, settings, site_root):
    settings.HIMMELI_DEMO = True
    make_user("Marketta Hiltunen")
    assert 'value="marketta@example.org"' in client.get("/fi/accounts/login/").content.decode()

    answer = client.post("/fi/accounts/demo/", {"email": "marketta@example.org", "next": "/admin/"})

    assert answer["Location"] == "/admin/"
    assert client.session["_auth_user_id"]


@pytest.mark.parametrize("is_demo", [True, False])
def test_nobody_else_signs_in_without_a_password(is_demo, client, make_user, settings, site_root):
    settings.HIMMELI_DEMO = is_demo
    make_user("Marketta Hiltunen", is_superuser=True)
    make_user("Joku Muu")

    for email in ("marketta@example.org", "joku@example.org"):
        assert client.post("/fi/accounts/demo/", {"email": email}).status_code == 404
    assert "marketta@example.org" not in client.get("/fi/accounts/login/").content.decode()
