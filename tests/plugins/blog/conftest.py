import pytest

from .factories import make_blog, make_post


@pytest.fixture(autouse=True)
def _on(activate):
    activate("blog")


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
        with django_capture_on_commit_callbacks(execute=True):
            yield mailoutbox

    return box
