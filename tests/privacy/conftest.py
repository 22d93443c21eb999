import pytest
from django.core import mail
from django.utils import translation

from ..plugins.blog.factories import make_blog, make_post

PASSWORD = "himmeli-testi-1"


@pytest.fixture(autouse=True)
def _finnish():
    with translation.override("fi"):
        yield


@pytest.fixture
def signed_in(client, member):
    """With the password given once more, as is asked before what is important."""
    answer = client.post("/fi/accounts/login/", {"login": member.email, "password": PASSWORD})
    assert answer.status_code == 302
    assert client.post("/fi/accounts/reauthenticate/", {"password": PASSWORD}).status_code == 302
    return client


@pytest.fixture
def letters():
    """Subjects of the e-mails to somebody."""

    def find(email):
        return [message.subject.rpartition(",")[0] for message in mail.outbox if message.to == [email]]

    return find


@pytest.fixture
def blog_post(site_root, activate):
    activate("blog")
    return make_post(make_blog(site_root))
