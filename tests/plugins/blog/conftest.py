import pytest
from django.db import connection

from .factories import make_blog, make_post


@pytest.fixture(autouse=True)
def _on(activate):
    activate("blog")


@pytest.fixture(autouse=True)
def _by_day(monkeypatch):
    """It is day for everybody, whatever the hour: e-mails that wait for the morning are tried elsewhere."""
    monkeypatch.setattr("himmeli.notices.times.is_quiet", lambda *hours: False)


@pytest.fixture
def blog(site_root):
    return make_blog(site_root)


@pytest.fixture
def post(blog):
    return make_post(blog)


@pytest.fixture
def patient(monkeypatch):
    """Visitors who take their time: forms are filled in an hour after they were given out."""
    from plugins.blog.services import defences

    monkeypatch.setattr(defences, "SECONDS_TO_WRITE", -1)


@pytest.fixture
def mailbox(mailoutbox, django_capture_on_commit_callbacks):
    """The e-mails sent, once what waits for the commit has run: `with mailbox() as mails: ...`."""
    from contextlib import contextmanager

    @contextmanager
    def box():
        # What waits from before would run after a commit that a test never sees, and stands for what comes now.
        connection.run_on_commit.clear()
        with django_capture_on_commit_callbacks(execute=True):
            yield mailoutbox

    return box
