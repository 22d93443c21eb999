"""Writing e-mails down, and sending one once more. How they are taken to be sent is in `claims`."""

from email.utils import make_msgid

from django.core.mail.utils import DNS_NAME
from django.db import transaction
from django.utils import timezone

from himmeli.tasks import enqueue_once

from .exceptions import CannotSendAgain
from .messages import attachments_of, row_of
from .models import Attachment, Email
from .tasks import send_due_emails

State = Email.State


@transaction.atomic
def write_emails(messages) -> list[Email]:
    """Keep e-mails to be sent once the transaction under way has committed; gone with it when it is rolled back."""
    if not messages:
        return []
    emails = Email.objects.bulk_create([row_of(message) for message in messages], batch_size=200)
    files = [file for message, email in zip(messages, emails, strict=True) for file in attachments_of(message, email)]
    if files:
        Attachment.objects.bulk_create(files, batch_size=20)
    send_soon()
    return emails


def send_soon() -> None:
    """Begin to send right after the commit: the worker does, so that nobody waits for a mail server."""
    enqueue_once(send_due_emails)


@transaction.atomic
def send_again(*, email: Email) -> Email:
    """Send one more time what came back, was given up, waits for its next try, or never arrived.

    One that had been sent goes as a new e-mail: receivers throw away what they think they have got already. Raises
    CannotSendAgain when its text is no longer kept.
    """
    email = Email.objects.select_for_update().get(pk=email.pk)
    if not email.may_be_sent_again:
        raise CannotSendAgain
    now = timezone.now()
    if email.state == State.SENT:
        email.message_id = make_msgid(domain=DNS_NAME)
    email.state, email.due_at, email.first_due_at = State.WAITING, now, now
    email.attempts, email.fault, email.error = 0, "", ""
    email.sent_at = email.claim = email.claimed_until = None
    email.save()
    send_soon()
    return email
