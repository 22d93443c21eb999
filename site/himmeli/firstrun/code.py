"""The one-time code that shows who may set the site up: whoever can read the server's log.

It is exchanged for a claim, which the browser keeps in its session, and is void from then on. A new code replaces the
old one; whoever begins with it takes over.
"""

import re
import secrets
import time

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from .exceptions import AlreadySetUp, BeingMade, TooManyTries, WrongCode
from .models import SetUp
from .need import is_done

# Without what is mistaken for something else on a screen: 0 and O, 1, I and L, U and V.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTWXYZ"
GROUPS, GROUP = 3, 4
MOST_TRIES, WINDOW = 10, 600
# A list of addresses that tried, not a log: the oldest make room.
ADDRESSES_KEPT = 200


def issue_code() -> str:
    """Make a new code, which replaces any earlier one. Raises AlreadySetUp."""
    code = "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))
    with transaction.atomic():
        row = locked_row()
        if is_done():
            raise AlreadySetUp
        row.code_hash, row.tries = hash_of(_plain(code)), {}
        row.save(update_fields=["code_hash", "tries"])
    return code


def exchange_code(code: str, *, address: str) -> str:
    """Give up the code for a claim. Raises WrongCode, TooManyTries, BeingMade or AlreadySetUp.

    Wrong tries are counted by address, in every process together.
    """
    with transaction.atomic():
        row = locked_row()
        if is_done():
            raise AlreadySetUp
        if row.state == SetUp.State.WORKING:
            raise BeingMade
        tries = _tries_of(row, address)
        if tries >= MOST_TRIES:
            raise TooManyTries
        is_right = bool(row.code_hash) and constant_time_compare(row.code_hash, hash_of(_plain(code)))
        claim = secrets.token_urlsafe(32)
        if is_right:
            row.code_hash, row.claim_hash, row.answers, row.tries, row.error = "", hash_of(claim), {}, {}, ""
        else:
            _count_try(row, address)
        row.save()
    # Outside the transaction: what was counted must stay.
    if not is_right:
        raise WrongCode
    return claim


def is_claim(row: SetUp, claim: str) -> bool:
    return bool(claim and row.claim_hash) and constant_time_compare(row.claim_hash, hash_of(claim))


def locked_row() -> SetUp:
    """The row of the set-up, locked until the end of the transaction under way."""
    SetUp.objects.get_or_create(pk=SetUp.ONLY)
    return SetUp.objects.select_for_update().get(pk=SetUp.ONLY)


def hash_of(secret: str) -> str:
    """Keyed with the site's own secret: a copy of the database alone gives nobody a code to try out."""
    return salted_hmac("himmeli.firstrun", secret, algorithm="sha256").hexdigest()


def _plain(code):
    return re.sub(r"[^A-Z0-9]", "", code.upper())


def _tries_of(row, address):
    tries, began_at = row.tries.get(hash_of(address), (0, 0))
    return tries if time.time() - began_at < WINDOW else 0


def _count_try(row, address):
    key = hash_of(address)
    tries = _tries_of(row, address)
    began_at = row.tries[key][1] if tries else time.time()
    others = [(name, value) for name, value in row.tries.items() if name != key]
    row.tries = dict([*others, (key, (tries + 1, began_at))][-ADDRESSES_KEPT:])
