"""The test letter: whether e-mail leaves, and what the mail server says."""

from django.core.mail import EmailMessage, get_connection
from django.utils.translation import gettext as _

from himmeli.identity.details import site_details

from .core.mail import SECONDS, leaves_nowhere


class NotSent(Exception):
    """The letter did not leave; the words are the mail server's, or ours when there is none."""


def send_test_letter(*, to: str) -> None:
    """Raises NotSent."""
    if leaves_nowhere():
        raise NotSent(_("No mail server is named (EMAIL_HOST): the letter was not sent."))
    connection = get_connection()
    if hasattr(connection, "timeout"):
        connection.timeout = SECONDS
    site = site_details().name
    letter = EmailMessage(
        subject=_("A test letter from %(site)s") % {"site": site},
        body=_("If you read this, e-mail leaves from %(site)s. There is nothing to do.") % {"site": site},
        to=[to],
        connection=connection,
    )
    try:
        letter.send()
    except Exception as error:
        # Of the mail library, the network, or a setting: all of them are the answer that was asked for.
        raise NotSent(f"{type(error).__name__}: {error}") from error
