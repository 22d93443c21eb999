"""Odd values: through JSON and back, and through a table of the database in use and back."""

import json
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.apps.registry import Apps
from django.db import connection, models
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from himmeli.backup.loading import _fill
from himmeli.backup.tables import read_rows, read_tables
from himmeli.backup.values import decode, encode

TEXT = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=60)
NUMBER = st.integers(-(2**63), 2**63 - 1)
MOMENT = st.datetimes(timezones=st.just(UTC))
VALUES = {
    "text": TEXT,
    "number": NUMBER,
    "truth": st.booleans(),
    "moment": MOMENT,
    "day": st.dates(),
    "clock": st.times(),
    "span": st.timedeltas(timedelta(days=-90_000_000), timedelta(days=90_000_000)),
    "sum": st.decimals(-(10**11), 10**11, places=2, allow_nan=False, allow_infinity=False),
    "share": st.floats(allow_nan=False, allow_infinity=False),
    "mark": st.uuids(),
    "data": st.binary(max_size=200),
    "tree": st.recursive(
        st.none() | st.booleans() | NUMBER | TEXT,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
        max_leaves=6,
    ),
}


class Odd(models.Model):
    text = models.TextField(null=True)
    number = models.BigIntegerField(null=True)
    truth = models.BooleanField(null=True)
    moment = models.DateTimeField(null=True)
    day = models.DateField(null=True)
    clock = models.TimeField(null=True)
    span = models.DurationField(null=True)
    sum = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    share = models.FloatField(null=True)
    mark = models.UUIDField(null=True)
    data = models.BinaryField(null=True)
    tree = models.JSONField(null=True)

    class Meta:
        app_label, apps = "odd", Apps()

    def __str__(self):
        return str(self.pk)


@given(st.one_of(st.none(), *VALUES.values(), st.floats(allow_nan=False), st.decimals(allow_nan=False)))
def test_a_value_comes_back_as_what_it_was(value):
    if isinstance(value, dict | list):
        value = json.dumps(value)

    back = decode(json.loads(json.dumps(encode(value), ensure_ascii=False)))

    assert back == value
    assert type(back) is type(value)


@pytest.mark.parametrize("cell", [{"unknown": 1}, {}, {"date": "2026-01-01", "time": "10:00"}, {"date": "yesterday"}])
def test_a_cell_that_was_never_written_is_refused(cell):
    with pytest.raises(ValueError):
        decode(cell)


@pytest.fixture
def odd_table(transactional_db, monkeypatch):
    # SQLite has no kinds for some of these: the model tells.
    monkeypatch.setattr("himmeli.backup.tables._models", lambda: {Odd._meta.db_table: Odd})
    with connection.schema_editor() as editor:
        editor.create_model(Odd)
    yield
    with connection.schema_editor() as editor:
        editor.delete_model(Odd)


EDGES = [
    {"moment": datetime.min.replace(tzinfo=UTC), "day": date.min, "clock": time.min, "number": -(2**63)},
    {"moment": datetime.max.replace(tzinfo=UTC), "day": date.max, "clock": time.max, "number": 2**63 - 1},
    {"text": "", "data": b"", "sum": Decimal("-0.01"), "tree": {"a": [None, 1.5, "\u2028"]}, "mark": UUID(int=1)},
    {"text": "'; DROP TABLE x; --\t\\N\r\n\\.", "span": timedelta(microseconds=-1), "share": 5e-324, "tree": "\\N"},
    {},
]


def round_trip():
    table = next(table for table in read_tables(connection) if table.name == Odd._meta.db_table)
    lines = [json.dumps([encode(value) for value in row], ensure_ascii=False) for row in read_rows(connection, table)]
    Odd.objects.all().delete()
    _fill(connection, table, ([decode(cell) for cell in json.loads(line)] for line in lines))


def test_rows_at_the_edges_come_back(odd_table):
    Odd.objects.bulk_create([Odd(**values) for values in EDGES])
    before = list(Odd.objects.order_by("pk").values_list())

    round_trip()

    assert list(Odd.objects.order_by("pk").values_list()) == before
    assert len(before) == len(EDGES)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.fixed_dictionaries({}, optional=VALUES), min_size=1, max_size=5))
def test_any_row_comes_back(odd_table, rows):
    Odd.objects.all().delete()
    Odd.objects.bulk_create([Odd(**values) for values in rows])
    before = list(Odd.objects.order_by("pk").values_list())

    round_trip()

    assert list(Odd.objects.order_by("pk").values_list()) == before
