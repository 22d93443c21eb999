"""A cell of a table as JSON, the same for every database: what JSON has no word for stands in an object of one key."""

import base64
import json
import math
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

PLAIN = {str, int, bool, type(None)}


def encode(value):
    """A value as a database gave it, ready for `json.dumps`."""
    if type(value) in PLAIN or (type(value) is float and math.isfinite(value)):
        return value
    for kind, name, write, _ in KINDS:
        if isinstance(value, kind):
            return {name: write(value)}
    # A kind only one database knows, such as a range: its text is what that database takes back.
    return str(value)


def decode(cell):
    """The value of a cell read by `json.loads`. Raises ValueError for an object that `encode` never writes."""
    if type(cell) is not dict:
        return cell
    if len(cell) == 1:
        ((name, written),) = cell.items()
        if name in READ:
            return READ[name](written)
    raise ValueError(f"unknown value {str(cell)[:80]}")


def _microseconds(value):
    return (value.days * 86_400 + value.seconds) * 1_000_000 + value.microseconds


def _moment(value):
    return (value.astimezone(UTC) if value.tzinfo else value).isoformat()


# datetime stands before date, which it is a kind of.
KINDS = (
    (datetime, "datetime", _moment, datetime.fromisoformat),
    (date, "date", date.isoformat, date.fromisoformat),
    (time, "time", time.isoformat, time.fromisoformat),
    (timedelta, "microseconds", _microseconds, lambda number: timedelta(microseconds=number)),
    (Decimal, "decimal", str, Decimal),
    (UUID, "uuid", str, UUID),
    (float, "float", repr, float),
    (
        (bytes, bytearray, memoryview),
        "base64",
        lambda value: base64.b64encode(bytes(value)).decode(),
        lambda text: base64.b64decode(text, validate=True),
    ),
    ((list, tuple), "list", lambda values: [encode(value) for value in values], lambda cells: list(map(decode, cells))),
    (dict, "json", json.dumps, str),
)
READ = {name: read for _, name, _, read in KINDS}
