"""How e-mail really leaves. The settings name one of these, or any e-mail backend of Django's kind."""

import smtplib
import time
from collections.abc import Callable
from contextlib import contextmanager

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.smtp import EmailBackend as DjangoSmtp
from django.core.mail.message import sanitize_address

NAMES = {
    "smtp": "himmeli.outbox.transports.SmtpTransport",
    "console": "django.core.mail.backends.console.EmailBackend",
    "memory": "django.core.mail.backends.locmem.EmailBackend",
    "nowhere": "django.core.mail.backends.dummy.EmailBackend",
}


def open_transport():
    """The site's transport, not yet connected."""
    name = settings.HIMMELI_MAIL_TRANSPORT
    return get_connection(NAMES.get(name, name))


def leaves_the_house() -> bool:
    """Whether e-mail reaches anybody, or is only written down because no mail server has been named."""
    name = settings.HIMMELI_MAIL_TRANSPORT
    return NAMES.get(name, name).split(".")[-2] not in {"console", "dummy", "filebased"}


class Deadline(smtplib.SMTP):
    """A conversation with a mail server that ends in time, however slowly the server says each word."""

    ends_at = float("inf")

    def getreply(self):
        self._set_what_is_left()
        return super().getreply()

    def send(self, s):
        self._set_what_is_left()
        return super().send(s)

    def _set_what_is_left(self):
        left = self.ends_at - time.monotonic()
        if left <= 0:
            raise TimeoutError("the mail server took too long")
        if self.sock is not None and left != float("inf"):
            self.sock.settimeout(min(left, settings.EMAIL_TIMEOUT))


class DeadlineWithTls(Deadline, smtplib.SMTP_SSL):
    """The same where the conversation is encrypted from its first word."""


class SmtpTransport(DjangoSmtp):
    """Django's, with an end to each conversation, and with the addresses that a server refused among others."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.refused: dict = {}

    @property
    def connection_class(self) -> Callable:
        return DeadlineWithTls if self.use_ssl else Deadline

    @contextmanager
    def within(self, seconds: float):
        """Everything said to the server inside ends within so many seconds, or raises TimeoutError."""
        if self.connection is not None:
            self.connection.ends_at = time.monotonic() + seconds
        yield

    def _send(self, email_message):
        """Not Django's: that one forgets which of several addresses were refused."""
        encoding = email_message.encoding or settings.DEFAULT_CHARSET
        sender = sanitize_address(email_message.from_email, encoding)
        addresses = [sanitize_address(address, encoding) for address in email_message.recipients()]
        with self.within(settings.HIMMELI_MAIL_SECONDS_PER_MESSAGE):
            self.refused = self.connection.sendmail(sender, addresses, email_message.message().as_bytes(linesep="\r\n"))
        return True
