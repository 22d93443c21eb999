"""The making of the site, beside the request that asked for it: it takes longer than anybody waits for a page."""

import logging
import threading

from django.db import close_old_connections, connection, transaction
from django.utils.translation import gettext, override

from .code import is_claim, locked_row
from .exceptions import AlreadySetUp, BeingMade, ClaimLost
from .models import SetUp
from .need import is_done
from .progress import Progress, begin, is_somebody_working
from .services import Choices, set_up_site

logger = logging.getLogger("himmeli.firstrun")


def start_making(choices: Choices, *, claim: str, language: str) -> threading.Thread:
    """Begin to make the site in a thread of its own. Raises AlreadySetUp, ClaimLost or BeingMade.

    Of two who press the button at once, one begins: the row says so, and the lock beside it.
    """
    progress = begin()
    if progress is None:
        raise BeingMade
    try:
        with transaction.atomic():
            row = locked_row()
            if is_done():
                raise AlreadySetUp
            if not is_claim(row, claim):
                raise ClaimLost
            row.state, row.error = SetUp.State.WORKING, ""
            row.save(update_fields=["state", "error"])
    except BaseException:
        progress.close()
        raise
    thread = threading.Thread(target=_make, args=(choices, progress, language), name="setup", daemon=True)
    thread.start()
    return thread


def _make(choices: Choices, progress: Progress, language: str):
    close_old_connections()
    try:
        with override(language):
            _make_or_say_why_not(choices, progress)
    finally:
        progress.close()
        connection.close()


def _make_or_say_why_not(choices, progress):
    try:
        set_up_site(choices, say=progress)
    except AlreadySetUp:
        _back_to_choosing("")
    except Exception as error:
        logger.exception("the site could not be set up")
        reason = f"{type(error).__name__}: {error}".replace("\x00", "")
        _back_to_choosing(gettext("It did not work: %(reason)s") % {"reason": reason[:500]})
    else:
        logger.info("the site is set up")


def mend_interrupted() -> None:
    """When the process that made the site was ended half-way, nothing is there of it: it can be begun again."""
    if SetUp.objects.filter(state=SetUp.State.WORKING).exists() and not is_somebody_working():
        _back_to_choosing(gettext("The server was stopped while it made the site. Nothing was left half done."))


def _back_to_choosing(error):
    SetUp.objects.filter(state=SetUp.State.WORKING).update(state=SetUp.State.CHOOSING, error=error)
