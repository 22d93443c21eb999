"""How long entries are kept, and the one way in which they go.

Triggers in the database (migration 0002) refuse UPDATE always, and DELETE unless the table of permits has a row. One is
put there and taken away inside one transaction, so that nobody else ever sees it.
"""

from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from .kinds import Kind
from .models import Entry, Permit
from .services import record

KEEP_DAYS = 2 * 365
# As long as the bookkeeping it belongs to has to be kept.
KEEP_MONEY_DAYS = 7 * 365


@contextmanager
def permitted():
    """Let entries be deleted inside, in one transaction."""
    with transaction.atomic():
        permit = Permit.objects.create()
        yield
        permit.delete()


def forget_old_entries() -> int:
    """Delete what is older than it is kept, and write down that it was done. Returns how many."""
    now = timezone.now()
    ordinary = [kind for kind in Kind.values if kind != Kind.MONEY]
    old = Entry.objects.older_than(now - timedelta(days=KEEP_DAYS), kinds=ordinary)
    old |= Entry.objects.older_than(now - timedelta(days=KEEP_MONEY_DAYS), kinds=[Kind.MONEY])
    if not old.exists():
        return 0
    with permitted():
        number = old.delete()[0]
        record("audit.forgotten", number=number)
    return number
