"""Triggers that keep entries as they were written. How old ones go is in `himmeli.audit.retention`."""

from django.db import migrations

WORDS = "the change log is only added to"
SQLITE = [
    f"""CREATE TRIGGER audit_entry_never_changed BEFORE UPDATE ON audit_entry
        BEGIN SELECT RAISE(ABORT, '{WORDS}'); END""",
    f"""CREATE TRIGGER audit_entry_never_deleted BEFORE DELETE ON audit_entry
        WHEN NOT EXISTS (SELECT 1 FROM audit_permit)
        BEGIN SELECT RAISE(ABORT, '{WORDS}'); END""",
    # "INSERT OR REPLACE" deletes without asking the trigger above.
    f"""CREATE TRIGGER audit_entry_never_replaced BEFORE INSERT ON audit_entry
        WHEN EXISTS (SELECT 1 FROM audit_entry WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, '{WORDS}'); END""",
]
SQLITE_BACK = [f"DROP TRIGGER audit_entry_never_{what}" for what in ("changed", "deleted", "replaced")]
POSTGRESQL = [
    f"""CREATE OR REPLACE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM audit_permit) THEN RETURN OLD; END IF;
            RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'integrity_constraint_violation';
        END $$""",
    """CREATE TRIGGER audit_entry_never_changed BEFORE UPDATE OR DELETE ON audit_entry
        FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse()""",
]
POSTGRESQL_BACK = [
    "DROP TRIGGER audit_entry_never_changed ON audit_entry",
    "DROP FUNCTION audit_entry_refuse()",
]


def guard(apps, schema_editor):
    _run(schema_editor, SQLITE, POSTGRESQL)


def open_up(apps, schema_editor):
    _run(schema_editor, SQLITE_BACK, POSTGRESQL_BACK)


def _run(schema_editor, sqlite, postgresql):
    for statement in {"sqlite": sqlite, "postgresql": postgresql}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(guard, open_up)]
