"""Tables filled from an archive, whatever database it was made from."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from uuid import UUID

from django.apps.registry import Apps
from django.db import DataError, IntegrityError, models

from .archive import Archive
from .exceptions import RestoreFailed
from .tables import Column, Table, all_table_names, full_text_tables, is_derived, read_tables
from .values import decode

ROWS_AT_ONCE = 500
PERMIT = "audit_permit"
NUMBERED = {"AutoField", "BigAutoField", "SmallAutoField"}
# What a kind of column needs to be told when a table is made anew.
OPTIONS = {
    "CharField": lambda column: {"max_length": column.length or 255},
    "DecimalField": lambda column: {"max_digits": column.digits or 30, "decimal_places": column.places or 10},
}


def table_of(listed: dict, name: str) -> Table:
    columns = tuple(Column(**column) for column in listed["columns"])
    return Table(name, columns, tuple(listed["key"]))


def drop_everything(connection) -> None:
    """Drop every table. Inside a transaction, which both databases can take back."""
    quote = connection.ops.quote_name
    names = all_table_names(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            if names:
                cursor.execute(f"DROP TABLE {', '.join(map(quote, names))} CASCADE")
            return
        # A full-text index takes the tables behind it along.
        for name in [*full_text_tables(cursor), *names]:
            cursor.execute(f"DROP TABLE {quote(name)}")


def empty_everything(connection) -> None:
    quote = connection.ops.quote_name
    names = all_table_names(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(map(quote, names))} RESTART IDENTITY CASCADE")
            return
        if PERMIT in names:
            # The change log lets its rows go only then (himmeli.audit.retention); the permit goes with all the rest.
            cursor.execute(f"INSERT INTO {quote(PERMIT)} DEFAULT VALUES")
        for name in names:
            cursor.execute(f"DELETE FROM {quote(name)}")
        cursor.execute("DELETE FROM sqlite_sequence")


def make_table(connection, listed: dict, table: Table) -> None:
    """Make a table that no installed plugin knows: its columns, key, unique columns and indexes."""
    fields = {
        f"field_{place}": _field(column, list(table.key) == [column.name]) for place, column in enumerate(table.columns)
    }
    if len(table.key) != 1:
        # Django gives a table without a key of one column a column of its own, unless a key is named.
        fields = {"pk": models.CompositePrimaryKey(*_names(table, table.key)), **fields} if table.key else fields
    constraints, indexes = [], []
    for found in listed["constraints"]:
        names = _names(table, found["columns"])
        if found["unique"]:
            constraints.append(models.UniqueConstraint(fields=names, name=found["name"]))
        else:
            indexes.append(models.Index(fields=names, name=found["name"][:30]))
    meta = {"db_table": table.name, "app_label": "kept", "apps": Apps(), "constraints": constraints, "indexes": indexes}
    model = type("Kept", (models.Model,), {"__module__": __name__, "Meta": type("Meta", (), meta), **fields})
    with connection.schema_editor() as editor:
        if table.key:
            editor.create_model(model)
        else:
            _make_without_key(editor, model, table)


def _make_without_key(editor, model, table):
    fields = [field for field in model._meta.local_concrete_fields if field.column in table.column_names]
    columns = [
        f"{editor.quote_name(field.column)} {field.db_type(editor.connection)}{'' if field.null else ' NOT NULL'}"
        for field in fields
    ]
    editor.execute(f"CREATE TABLE {editor.quote_name(table.name)} ({', '.join(columns)})")


def _names(table, columns):
    return [f"field_{table.column_names.index(column)}" for column in columns]


def _field(column, is_key):
    kind = "BigAutoField" if column.kind in NUMBERED else column.kind
    options = OPTIONS.get(kind, lambda column: {})(column)
    options |= {"null": column.is_null and not is_key, "primary_key": is_key}
    return getattr(models, kind)(db_column=column.name, **options)


def fill_tables(connection, archive: Archive) -> int:
    """Put every row of the archive into its table. Returns how many. Raises RestoreFailed where one does not fit."""
    there = {table.name: table for table in read_tables(connection)}
    rows = 0
    for name, listed in archive.tables.items():
        if is_derived(name) and archive.manifest["database"] != connection.vendor:
            continue
        table, target = table_of(listed, name), there.get(name)
        if target is None or set(target.column_names) < set(table.column_names):
            raise RestoreFailed(f"The table {name} has no place for what the archive holds of it.")
        try:
            number = _fill(connection, table, (list(map(decode, cells)) for cells in archive.rows(name)))
        except (DataError, IntegrityError, ValueError, OverflowError) as error:
            raise RestoreFailed(f"A row of {name} does not fit into this database: {first_line(error)}") from error
        if number != listed["rows"]:
            raise RestoreFailed(f"{name} has {number} rows, and should have {listed['rows']}.")
        rows += number
    _set_sequences(connection, archive)
    return rows


def first_line(error) -> str:
    """What a database says, without the row it says it of."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]


def _fill(connection, table, rows):
    quote = connection.ops.quote_name
    names = ", ".join(map(quote, table.column_names))
    number = 0
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors, cursor.copy(f"COPY {quote(table.name)} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
                    number += 1
            return number
        places = ", ".join(["%s"] * len(table.columns))
        sql = f"INSERT INTO {quote(table.name)} ({names}) VALUES ({places})"
        while batch := list(islice(rows, ROWS_AT_ONCE)):
            cursor.executemany(sql, [[_for_sqlite(value, connection.ops) for value in row] for row in batch])
            number += len(batch)
    return number


def _for_sqlite(value, ops):
    """As Django itself would write it."""
    kind = type(value)
    if kind is datetime:
        return ops.adapt_datetimefield_value(value)
    if kind is date:
        return ops.adapt_datefield_value(value)
    if kind is time:
        return ops.adapt_timefield_value(value)
    if kind is timedelta:
        return (value.days * 86_400 + value.seconds) * 1_000_000 + value.microseconds
    if kind is Decimal:
        return str(value)
    if kind is UUID:
        return value.hex
    if kind is list:
        raise ValueError("a list has no place in SQLite")
    return value


def _set_sequences(connection, archive):
    numbers = {name: listed["sequence"] for name, listed in archive.tables.items() if listed.get("sequence")}
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name, number in numbers.items():
                cursor.execute("UPDATE sqlite_sequence SET seq = max(seq, %s) WHERE name = %s", [number, name])
                if not cursor.rowcount and _counts(cursor, name):
                    cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [name, number])
            return
        quote = connection.ops.quote_name
        for table in read_tables(connection):
            for sequence in connection.introspection.get_sequences(cursor, table.name):
                column = quote(sequence["column"])
                cursor.execute(f"SELECT max({column}) FROM {quote(table.name)}")
                highest = cursor.fetchone()[0] or 0
                if list(table.key) == [sequence["column"]]:
                    highest = max(highest, numbers.get(table.name, 0))
                cursor.execute(
                    "SELECT setval(%s::regclass, %s, %s)", [quote(sequence["name"]), highest or 1, highest > 0]
                )


def _counts(cursor, name):
    cursor.execute("SELECT sql LIKE '%%AUTOINCREMENT%%' FROM sqlite_master WHERE name = %s", [name])
    row = cursor.fetchone()
    return bool(row and row[0])
