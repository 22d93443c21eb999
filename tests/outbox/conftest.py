import pytest
from django.db import connection

from .mail_server import MailServer


@pytest.fixture
def mail_server():
    server = MailServer()
    yield server
    server.stop()


@pytest.fixture(autouse=True)
def _through_the_outbox(settings, mail_server):
    """As in a real site: everything goes through the outbox, and from there to a mail server."""
    settings.EMAIL_BACKEND = "himmeli.outbox.backend.OutboxBackend"
    settings.HIMMELI_MAIL_TRANSPORT = "smtp"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mail_server.port
    settings.EMAIL_USE_TLS, settings.EMAIL_TIMEOUT = False, 5


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """What waits for the commit runs at the end: `with committed(): ...`."""

    def box():
        # What was written before, and would be sent after a commit that a test never sees.
        connection.run_on_commit.clear()
        return django_capture_on_commit_callbacks(execute=True)

    return box
