"""The tables of a site, read from the database itself and not from the models: so also those of plugins that are off,
that were removed, or whose next version is installed already but not migrated.

Models are only asked where SQLite doesn't know what a column holds.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.apps import apps
from django.db import connection as default_connection
from django.utils import timezone

ROWS_AT_ONCE = 500
# The search index: each database has one of its own kind, so it can't move to the other and is made anew there.
DERIVED = {"modelsearch_indexentry", "wagtailsearch_indexentry"}


@dataclass(frozen=True)
class Column:
    """`kind` is the name of a Django field class; the rest is what that class needs to know."""

    name: str
    kind: str
    is_null: bool
    length: int | None = None
    digits: int | None = None
    places: int | None = None


@dataclass(frozen=True)
class Table:
    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def column_names(self):
        return [column.name for column in self.columns]


def is_derived(name: str) -> bool:
    return name in DERIVED


def all_table_names(connection) -> list[str]:
    """Every table of the site; not those that SQLite keeps for a full-text index, nor those of an extension."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        if connection.vendor == "sqlite":
            virtual = full_text_tables(cursor)
            behind = tuple(f"{name}_" for name in virtual)
            return sorted(name for name in names if name not in virtual and not name.startswith(behind))
        cursor.execute(
            "SELECT c.relname FROM pg_depend d JOIN pg_class c ON c.oid = d.objid"
            " WHERE d.classid = 'pg_class'::regclass AND d.deptype = 'e'"
        )
        foreign = {row[0] for row in cursor.fetchall()}
    return sorted(set(names) - foreign)


def full_text_tables(cursor) -> list[str]:
    """SQLite's, filled by triggers of the tables they belong to."""
    cursor.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%%'")
    return [row[0] for row in cursor.fetchall()]


def read_tables(connection) -> list[Table]:
    names = all_table_names(connection)
    with connection.cursor() as cursor:
        return [_read_table(connection, cursor, name) for name in names]


def _read_table(connection, cursor, name):
    introspection, model = connection.introspection, _models().get(name)
    columns = []
    for info in introspection.get_table_description(cursor, name):
        kind = _refined(_kind(introspection, info), info, model, connection)
        length = info.display_size if kind == "CharField" and (info.display_size or 0) > 0 else None
        digits = (info.precision, info.scale) if kind == "DecimalField" else (None, None)
        columns.append(Column(info.name, kind, bool(info.null_ok), length, *digits))
    constraints = introspection.get_constraints(cursor, name)
    key = next((found["columns"] for found in constraints.values() if found["primary_key"]), [])
    return Table(name, tuple(columns), tuple(key))


def _kind(introspection, info):
    try:
        kind = introspection.get_field_type(info.type_code, info)
    except KeyError:
        # Of a kind that Django has no field for: its text is what the database takes back.
        return "TextField"
    return kind[0] if isinstance(kind, tuple) else kind


def _models():
    models = apps.get_models(include_auto_created=True)
    return {model._meta.db_table: model for model in models if model._meta.managed and not model._meta.proxy}


def _refined(kind, info, model, connection):
    """SQLite keeps an identifier as 32 letters and a length of time as a number: only the model tells which."""
    if connection.vendor != "sqlite" or model is None:
        return kind
    field = next((field for field in model._meta.local_concrete_fields if field.column == info.name), None)
    while field is not None and field.is_relation:
        field = field.target_field
    told = field.get_internal_type() if field is not None else ""
    if told == "UUIDField" and kind == "CharField" and info.display_size == 32:
        return told
    return told if told == "DurationField" and kind == "BigIntegerField" else kind


def read_rows(connection, table: Table):
    """Every row, in the order of the primary key, never all at once in memory."""
    quote = connection.ops.quote_name
    order = f" ORDER BY {', '.join(map(quote, table.key))}" if table.key else ""
    names = ", ".join(map(quote, table.column_names))
    known = READERS if connection.vendor == "sqlite" else {}
    readers = [(place, known[column.kind]) for place, column in enumerate(table.columns) if column.kind in known]
    with connection.chunked_cursor() as cursor:
        # Names come from the database's own catalogue, and are quoted.
        cursor.execute(f"SELECT {names} FROM {quote(table.name)}{order}")
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            for row in rows:
                row = list(row)
                for place, read in readers:
                    if row[place] is not None:
                        row[place] = read(row[place])
                yield row


def _moment(value):
    if not isinstance(value, datetime):
        return value
    return timezone.make_aware(value, default_connection.timezone) if timezone.is_naive(value) else value


# What SQLite gives as something less than it is. A number that is no decimal keeps all its digits.
READERS = {
    "DateTimeField": _moment,
    "DecimalField": lambda value: Decimal(repr(value) if isinstance(value, float) else str(value)),
    "UUIDField": lambda value: uuid.UUID(value),
    "DurationField": lambda value: timedelta(microseconds=value),
}


def read_sequences(connection, tables: list[Table]) -> dict[str, int]:
    """{table: the highest number given out}: one that belonged to a deleted row is not given out again."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE name = 'sqlite_sequence'")
            if not cursor.fetchall():
                return {}
            cursor.execute("SELECT name, seq FROM sqlite_sequence")
            known = {table.name for table in tables}
            return {name: number for name, number in cursor.fetchall() if name in known and number}
        found = {}
        for table in tables:
            for sequence in connection.introspection.get_sequences(cursor, table.name):
                if sequence.get("name") and [sequence["column"]] == list(table.key):
                    cursor.execute(f"SELECT last_value, is_called FROM {connection.ops.quote_name(sequence['name'])}")
                    number, is_called = cursor.fetchone()
                    if is_called:
                        found[table.name] = number
        return found


def read_constraints(connection, table: Table) -> list[dict]:
    """What is unique and what is indexed, of plain columns and all rows."""
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, table.name)
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND sql LIKE '%% WHERE %%'")
        else:
            cursor.execute("SELECT indexrelid::regclass::text FROM pg_index WHERE indpred IS NOT NULL")
        of_some_rows = {row[0].strip('"') for row in cursor.fetchall()}
    kept = []
    for name, told in sorted(found.items()):
        columns = told["columns"] or []
        is_other = told["primary_key"] or told["foreign_key"] or told["check"] or name in of_some_rows
        if is_other or not columns or not set(columns) <= set(table.column_names):
            continue
        if told["unique"] or told.get("type") in {"btree", "idx"}:
            kept.append({"name": _named(name, table, columns), "columns": columns, "unique": bool(told["unique"])})
    return kept


def _named(name, table, columns):
    return f"{table.name}_{'_'.join(columns)}_key"[:60] if name.startswith("__unnamed") else name
