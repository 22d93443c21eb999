"""What a person can ask for: a copy of her data, and to be erased."""

import secrets
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from himmeli.audit.services import record

from .copying import KEEP_DAYS
from .erasing import is_last_administrator
from .exceptions import LastAdministrator
from .models import DataCopy, ErasureRequest
from .tasks import make_copy, send_letter

WAIT_DAYS = 7


@transaction.atomic
def ask_for_copy(*, user) -> DataCopy:
    """Begin to gather all her data. One that is being made, or can be fetched, is replaced by a new one."""
    get_user_model().objects.select_for_update().get(pk=user.pk)
    DataCopy.objects.filter(user=user).delete()
    expires_at = timezone.now() + timedelta(days=KEEP_DAYS)
    copy = DataCopy.objects.create(user=user, token=secrets.token_urlsafe(32), expires_at=expires_at)
    record("person.data_downloaded", actor=user, person=user)
    make_copy.enqueue(copy.pk)
    return copy


@transaction.atomic
def ask_for_erasure(*, user) -> ErasureRequest:
    """Have her account erased after some days; she may take it back until then. Asking again changes nothing.

    Raises LastAdministrator.
    """
    get_user_model().objects.select_for_update().get(pk=user.pk)
    if is_last_administrator(user):
        raise LastAdministrator
    request = ErasureRequest.objects.of(user)
    if request is None:
        due_at = timezone.now() + timedelta(days=WAIT_DAYS)
        request = ErasureRequest.objects.create(user=user, due_at=due_at)
        record("person.erasure_asked", actor=user, person=user)
        send_letter.enqueue("erasure_asked", user.email, user.language, due_at.isoformat())
    return request


@transaction.atomic
def take_back_erasure(*, user) -> bool:
    """Keep the account after all. Returns whether it was to be erased."""
    taken_back = bool(ErasureRequest.objects.filter(user=user).delete()[0])
    if taken_back:
        record("person.erasure_taken_back", actor=user, person=user)
        send_letter.enqueue("erasure_taken_back", user.email, user.language)
    return taken_back
