"""The database itself keeps the log as it was written."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from himmeli.audit.exceptions import UnknownAction
from himmeli.audit.kinds import Kind
from himmeli.audit.models import Entry, Permit
from himmeli.audit.retention import KEEP_DAYS, KEEP_MONEY_DAYS, forget_old_entries, permitted
from himmeli.audit.services import record


@pytest.fixture
def entry(db):
    return record("maintenance.began")


def refused(do):
    with pytest.raises(DatabaseError, match="the change log is only added to"), transaction.atomic():
        do()


def run(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_an_entry_cannot_be_changed(entry):
    refused(lambda: Entry.objects.filter(pk=entry.pk).update(subject="another"))
    refused(lambda: run("UPDATE audit_entry SET action = 'x' WHERE id = %s", entry.pk))
    entry.action = "maintenance.ended"
    refused(entry.save)

    assert Entry.objects.get(pk=entry.pk).action == "maintenance.began"


def test_an_entry_cannot_be_deleted(entry):
    refused(lambda: Entry.objects.all().delete())
    refused(entry.delete)
    refused(lambda: run("DELETE FROM audit_entry"))

    assert Entry.objects.count() == 1


def test_an_entry_cannot_be_replaced(entry):
    columns = 'id, happened_at, kind, action, subject, model, "values", changes'
    values = f"{entry.pk}, '2026-01-01', 'x', 'x', '', '', '{{}}', '[]'"
    if connection.vendor == "sqlite":
        refused(lambda: run(f"INSERT OR REPLACE INTO audit_entry ({columns}) VALUES ({values})"))
    else:
        insert = f"INSERT INTO audit_entry ({columns}) VALUES ({values}) ON CONFLICT (id) DO UPDATE SET action = 'x'"
        refused(lambda: run(insert))

    assert Entry.objects.get().action == "maintenance.began"


def test_a_permit_lets_old_entries_go_but_never_change(entry):
    with permitted():
        refused(lambda: Entry.objects.update(subject="another"))
        Entry.objects.all().delete()

    assert (Entry.objects.count(), Permit.objects.count()) == (0, 0)
    record("maintenance.ended")
    refused(lambda: Entry.objects.all().delete())


def test_what_is_older_than_it_is_kept_goes_and_that_is_told(db):
    def add(kind, days):
        return Entry.objects.create(kind=kind, action="x", happened_at=timezone.now() - timedelta(days=days))

    add(Kind.SETTINGS, KEEP_DAYS + 1)
    kept = [add(Kind.SETTINGS, KEEP_DAYS - 1), add(Kind.MONEY, KEEP_DAYS + 1)]
    add(Kind.MONEY, KEEP_MONEY_DAYS + 1)

    assert forget_old_entries() == 2

    left = Entry.objects.exclude(action="audit.forgotten")
    assert set(left) == set(kept)
    assert Entry.objects.get(action="audit.forgotten").values == {"number": 2}
    assert forget_old_entries() == 0


def test_a_line_is_gone_with_the_transaction_that_wrote_it(db):
    with pytest.raises(RuntimeError), transaction.atomic():
        record("maintenance.began")
        raise RuntimeError

    assert not Entry.objects.exists()


def test_what_nobody_has_offered_and_what_is_not_plain_is_refused(db, member):
    with pytest.raises(UnknownAction):
        record("nothing.known")
    with pytest.raises(ValueError, match="person_object"):
        record("maintenance.began", person_object=member)

    assert not Entry.objects.exists()
