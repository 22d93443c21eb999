"""What goes by itself: what is older than it is kept, and accounts whose owners asked for it."""

import logging

from django.utils.translation import gettext_lazy as _

from himmeli.plugins.faults import note_fault
from himmeli.plugins.jobs import job
from himmeli.plugins.personal_data import personal_data

from .erasing import erase_person, is_last_administrator
from .models import ErasureRequest
from .tasks import send_letter

logger = logging.getLogger("himmeli.privacy")


@job(every="day", label=_("Deletes personal data that is older than it is kept"), minutes=30)
def forget_what_is_old() -> None:
    """Each part of the site deletes its own; one that fails keeps no other from it."""
    for entry in personal_data.entries():
        if entry.value.retain is None:
            continue
        try:
            entry.value.retain()
        except Exception as error:
            _note(entry.plugin, f"retention of {entry.name}", error)


@job(every="hour", label=_("Erases accounts whose owners have asked for it"), minutes=30)
def erase_who_asked() -> None:
    """Each in a transaction of its own: one that fails is tried again at the next hour."""
    for request in ErasureRequest.objects.due().select_related("user"):
        user = request.user
        if is_last_administrator(user):
            continue
        email, language = user.email, user.language
        try:
            erase_person(user)
        except Exception as error:
            _note(None, f"erasing the account {request.user_id}", error)
        else:
            send_letter.enqueue("erased", email, language)


def _note(plugin, piece, error):
    if plugin:
        note_fault(plugin, piece, error)
    else:
        logger.exception("%s failed", piece, exc_info=error)
