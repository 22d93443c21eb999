"""Sends what is due, one conversation with the mail server for many e-mails."""

import logging
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from .claims import claim_due, note_failed, note_sent, put_off, release
from .faults import Failure, Fault, refused_in_words, sort_failure
from .messages import message_of
from .transports import open_transport

logger = logging.getLogger("himmeli.outbox")

AT_ONCE = 10


def send_due(*, limit: int = 10_000) -> int:
    """Send e-mails until none is due, or the mail server can't be reached. Returns how many left."""
    sent = tried = 0
    while tried < limit:
        emails = claim_due(AT_ONCE)
        if not emails:
            break
        left, goes_on = _send(emails)
        sent, tried = sent + left, tried + len(emails)
        if not goes_on:
            break
    return sent


def _send(emails):
    """(how many left, whether the server can take more)."""
    transport, sent = open_transport(), 0
    try:
        transport.open()
    except Exception as error:
        failure = sort_failure(error)
        logger.warning("mail server: %s", failure.said)
        note_failed(emails[0], failure)
        put_off(emails[1:], failure)
        return 0, False
    try:
        for number, email in enumerate(emails):
            if _claim_is_short(email):
                release(emails[number:])
                break
            failure = _send_one(transport, email)
            if failure is None:
                sent += 1
            elif failure.stops_all:
                put_off(emails[number + 1 :], failure)
                return sent, False
    finally:
        _close(transport)
    return sent, True


def _send_one(transport, email):
    try:
        transport.send_messages([message_of(email)])
    except Exception as error:
        failure = sort_failure(error)
        logger.warning("e-mail %s did not leave: %s", email.pk, failure.said)
        note_failed(email, failure)
        return failure
    refused = getattr(transport, "refused", {})
    left = [address for address, (code, _said) in refused.items() if 400 <= code < 500]
    if not left:
        note_sent(email, refused=refused_in_words(refused))
        return None
    failure = Failure(Fault.PASSING, refused_in_words(refused))
    note_failed(email, failure, left=left)
    return failure


def _claim_is_short(email):
    """Whether the claim could run out while this e-mail is being sent."""
    longest = timedelta(seconds=settings.HIMMELI_MAIL_SECONDS_PER_MESSAGE * 1.5)
    return email.claimed_until < timezone.now() + longest


def _close(transport):
    try:
        transport.close()
    except Exception as error:
        # Everything has been said and answered; how the server says good-bye changes nothing.
        logger.info("mail server: %s", error)
