"""Taking e-mails to send, so that no two processes send one, and saying what became of them."""

import random
import uuid
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from .faults import Failure
from .models import Email
from .retention import drop_texts

State = Email.State
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=4)
# With a mail server out of reach everybody waits for the same thing, and it is back for all at once.
CONNECTION_PAUSE = timedelta(minutes=15)
CLAIM_FOR = timedelta(minutes=10)


def claim_due(number: int) -> list[Email]:
    """Take e-mails to send: no other process gets them for ten minutes."""
    token, now = uuid.uuid4(), timezone.now()
    with transaction.atomic():
        due = Email.objects.due()
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        chosen = list(due.values_list("pk", flat=True)[:number])
        # Asked again: where rows can't be locked, another process may have come between.
        Email.objects.due().order_by().filter(pk__in=chosen).update(claim=token, claimed_until=now + CLAIM_FOR)
    return list(Email.objects.filter(claim=token).order_by("due_at", "pk").prefetch_related("attachments"))


def note_sent(email: Email, *, refused: str = "") -> bool:
    """It has left. Returns False when the claim had run out, and another process has taken it since.

    Of a secret one the text is dropped at once: nobody needs a link that signs people in twice.
    """
    changes = {"state": State.SENT, "sent_at": timezone.now(), "fault": "", "error": refused}
    done = _close_claim(email, attempts=F("attempts") + 1, tried_at=timezone.now(), **changes)
    if done and not email.is_open:
        drop_texts(Email.objects.filter(pk=email.pk))
    return done


def note_failed(email: Email, failure: Failure, *, left: list[str] | None = None) -> bool:
    """It did not leave: tried again later, or not at all any more. Returns False when the claim had run out.

    `left` are the addresses still to be tried when others have got it.
    """
    now, attempts = timezone.now(), email.attempts + 1
    due_at = now + pause_before(attempts, failure)
    state = State.WAITING
    if failure.is_final:
        state = State.REFUSED
    elif due_at > email.first_due_at + timedelta(days=settings.HIMMELI_MAIL_GIVE_UP_DAYS):
        state = State.GIVEN_UP
    changes = {"left": left} if left else {}
    return _close_claim(
        email,
        state=state,
        attempts=attempts,
        tried_at=now,
        due_at=due_at,
        fault=failure.fault,
        error=failure.said,
        **changes,
    )


def release(emails: list[Email]) -> None:
    """Give back what was taken and not tried."""
    for email in emails:
        _close_claim(email)


def put_off(emails: list[Email], failure: Failure) -> None:
    """Give back what would meet the same trouble now, to be tried a little later: no try of its own."""
    for email in emails:
        due_at = timezone.now() + pause_before(email.attempts + 1, failure)
        _close_claim(email, due_at=due_at, tried_at=timezone.now(), fault=failure.fault, error=failure.said)


def pause_before(attempts: int, failure: Failure) -> timedelta:
    """Twice as long after each try, and never quite the same: a thousand e-mails must not come back in one second."""
    longest = CONNECTION_PAUSE if failure.stops_all else LONGEST_PAUSE
    pause = min(FIRST_PAUSE * 2 ** min(attempts - 1, 20), longest)
    return pause * random.uniform(0.75, 1.25)  # noqa: S311


def _close_claim(email, **changes):
    mine = Email.objects.filter(pk=email.pk, claim=email.claim)
    return bool(mine.update(claim=None, claimed_until=None, **changes))
