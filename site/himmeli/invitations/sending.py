"""The queue of invitations, and how one leaves it."""

import logging
from datetime import timedelta

from django.utils import timezone

from himmeli.accounts.addresses import site_address
from himmeli.accounts.emails import send_email
from himmeli.identity.details import site_details

from .models import VALID_FOR, Invitation
from .tokens import hash_of, new_token

logger = logging.getLogger("himmeli.invitations")

AT_ONCE = 100
# Minutes until the next try.
PAUSES = (1, 5, 30, 120)


def send_waiting(*, most: int = AT_ONCE) -> int:
    """Send the first of the queue. One that the mail server refuses is tried again later, five times in all."""
    number = 0
    for invitation in Invitation.objects.to_send().select_related("invited_by")[:most]:
        number += _send(invitation)
    return number


def _send(invitation) -> bool:
    token = new_token()
    now = timezone.now()
    # Whoever changes the row first sends it: two workers never send the same.
    mine = Invitation.objects.filter(pk=invitation.pk, tries=invitation.tries, sent_at=None, revoked_at=None)
    if not mine.update(token_hash=hash_of(token), tries=invitation.tries + 1, try_again_at=_next_try(invitation, now)):
        return False
    inviter = str(invitation.invited_by) if invitation.invited_by else site_details(invitation.language).name
    context = {
        "address": site_address("invitations:accept", language=invitation.language, args=[token]),
        "inviter": inviter,
        "message": invitation.message,
        "days": VALID_FOR.days,
    }
    try:
        send_email("invitations/email/invitation", to=invitation.email, language=invitation.language, context=context)
    except OSError:
        # All that smtplib raises, too.
        logger.warning("invitation %s could not be sent", invitation.pk, exc_info=True)
        return False
    Invitation.objects.filter(pk=invitation.pk, token_hash=hash_of(token)).update(sent_at=now, try_again_at=None)
    return True


def _next_try(invitation, now):
    return now + timedelta(minutes=PAUSES[min(invitation.tries, len(PAUSES) - 1)])
