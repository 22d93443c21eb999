"""The test letter: whether e-mail leaves, and what the mail server says."""

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from himmeli.identity.details import site_details
from himmeli.outbox.letters import site_sender
from himmeli.outbox.transports import leaves_the_house

from .core.mail import impatient_transport


class NotSent(Exception):
    """The letter did not leave; the words are the mail server's, or ours when there is none."""


def send_test_letter(*, to: str) -> None:
    """Send one past the outbox, for the answer is wanted now. Raises NotSent."""
    if not leaves_the_house():
        raise NotSent(_("No mail server is named (EMAIL_HOST): the letter was not sent."))
    site = site_details().name
    letter = EmailMessage(
        subject=_("A test letter from %(site)s") % {"site": site},
        body=_("If you read this, e-mail leaves from %(site)s. There is nothing to do.") % {"site": site},
        from_email=site_sender(),
        to=[to],
        connection=impatient_transport(),
    )
    try:
        letter.send()
    except Exception as error:
        # Of the mail library, the network, or a setting: all of them are the answer that was asked for.
        raise NotSent(f"{type(error).__name__}: {error}") from error
