"""What is kept of e-mails, and how long."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from .models import Attachment, Email


def drop_texts(emails) -> int:
    """Keep the lines of the log, without what the e-mails said."""
    Attachment.objects.filter(email__in=emails).delete()
    return emails.filter(has_text=True).update(body="", alternatives=[], headers={}, has_text=False)


def forget_old() -> None:
    """Texts go after some days, lines after some months; nothing that waits is touched."""
    now = timezone.now()
    done = Email.objects.exclude(state=Email.State.WAITING)
    done.filter(created_at__lt=now - timedelta(days=settings.HIMMELI_MAIL_KEEP_LINES_DAYS)).delete()
    old = done.filter(created_at__lt=now - timedelta(days=settings.HIMMELI_MAIL_KEEP_TEXTS_DAYS), has_text=True)
    drop_texts(Email.objects.filter(pk__in=list(old.values_list("pk", flat=True))))


@transaction.atomic
def erase_emails_to(address: str) -> int:
    """Delete what is kept of e-mails to an address, sent or not. Returns how many there were."""
    return Email.objects.to_address(address).delete()[1].get("outbox.Email", 0)
