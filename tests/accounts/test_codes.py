"""Signing in with a code from an e-mail."""

import re

import pytest
from django.core import mail

from himmeli.accounts.services import apply_for_account

URL, CONFIRM = "/fi/accounts/login/code/", "/fi/accounts/login/code/confirm/"


@pytest.fixture(autouse=True)
def _site(site_root):
    pass


def ask(client, email):
    answer = client.post(URL, {"email": email})
    assert answer["Location"] == CONFIRM
    return answer


def code_sent():
    return re.search(r"^([A-Z]{4}-[A-Z]{4})$", mail.outbox[-1].body, re.MULTILINE).group(1)


def test_the_link_in_the_e_mail_brings_the_code_and_one_tap_is_left(client, member, link_in_mail):
    ask(client, member.email)
    path = link_in_mail(member.email)

    page = client.get(path).content.decode()
    assert f'value="{code_sent()}"' in page
    assert "_auth_user_id" not in client.session

    assert client.post(CONFIRM, {"code": code_sent()})["Location"] == "/fi/omat/"
    assert client.session["_auth_user_id"] == str(member.pk)


def test_code_is_written_in_small_letters_without_its_dash_too(client, member):
    ask(client, member.email)

    client.post(CONFIRM, {"code": code_sent().replace("-", " ").lower()})

    assert client.session["_auth_user_id"] == str(member.pk)


def test_wrong_code_opens_nothing_and_three_end_it(client, member):
    ask(client, member.email)

    for _ in range(2):
        assert 'class="error-summary"' in client.post(CONFIRM, {"code": "XXXX-XXXX"}).content.decode()
    assert client.post(CONFIRM, {"code": "XXXX-XXXX"})["Location"] == URL

    client.post(CONFIRM, {"code": code_sent()})
    assert "_auth_user_id" not in client.session


def test_link_opened_in_another_browser_says_what_to_do_and_opens_nothing(client, member, link_in_mail):
    from django.test import Client

    ask(client, member.email)
    other = Client()

    answer = other.get(link_in_mail(member.email), follow=True)

    assert answer.redirect_chain[-1][0] == URL
    assert "samassa selaimessa" in answer.content.decode()
    assert "_auth_user_id" not in other.session


def test_old_code_opens_nothing(client, member, settings):
    settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT = -1
    ask(client, member.email)

    client.post(CONFIRM, {"code": code_sent()})

    assert "_auth_user_id" not in client.session


def test_unknown_address_is_answered_like_a_known_one(client, member):
    pages = {}
    for email in (member.email, "ei@example.org"):
        client.cookies.clear()
        answer = ask(client, email)
        page = client.get(CONFIRM).content.decode().replace(email, "")
        pages[email] = (answer.status_code, re.sub(r'csrfmiddlewaretoken" value="\w+"', "", page))

    assert pages[member.email] == pages["ei@example.org"]
    assert [message.to[0] for message in mail.outbox] == [member.email, "ei@example.org"]
    assert not re.search(r"[A-Z]{4}-[A-Z]{4}", mail.outbox[1].body)


def test_whoever_waits_is_told_so_by_e_mail_alone(client, make_user):
    helvi = make_user("Helvi Lahti")
    application = apply_for_account(user=helvi, text="", needs_approval=True)
    application.confirmed_at = application.created_at
    application.save()

    ask(client, helvi.email)

    assert "odottaa" in mail.outbox[-1].subject
    assert client.post(CONFIRM, {"code": "XXXX-XXXX"}).status_code in {200, 302}
    assert "_auth_user_id" not in client.session


def test_codes_are_not_sent_again_and_again(client, member):
    for _ in range(5):
        client.cookies.clear()
        client.post(URL, {"email": member.email})

    assert len(mail.outbox) == 3
