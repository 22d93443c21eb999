import re

import pytest
from django.core import mail
from django.utils import translation

from himmeli.stamps.services import bump

PASSWORD = "himmeli-testi-1"


@pytest.fixture(autouse=True)
def _finnish():
    with translation.override("fi"):
        yield


@pytest.fixture
def rules(db):
    """Set the rules for people: `rules(door="open")`."""
    from himmeli.accounts.models import PeopleRules

    def set_rules(**fields):
        row = PeopleRules.objects.first() or PeopleRules()
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()
        # As after the commit, which a test has none of.
        bump("content")
        return row

    return set_rules


@pytest.fixture
def link_in_mail():
    """The path of the first link in the newest e-mail to somebody that matches."""

    def find(to, pattern=r"\S+"):
        message = [message for message in mail.outbox if message.to == [to]][-1]
        return re.search(rf"https?://[^/\s]+(/{pattern})", message.body).group(1)

    return find


@pytest.fixture
def sign_in():
    def sign_in(client, email="pentti@example.org", password=PASSWORD, **more):
        return client.post("/fi/accounts/login/", {"login": email, "password": password, **more})

    return sign_in


@pytest.fixture
def prove():
    """Say once more that it is oneself, as is asked before what is important."""

    def prove(client, password=PASSWORD):
        assert client.post("/fi/accounts/reauthenticate/", {"password": password}).status_code == 302

    return prove
