from contextlib import suppress
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, transaction

from himmeli.audit.services import record
from himmeli.backup.exceptions import BackupError
from himmeli.backup.making import back_up
from himmeli.backup.shelf import DAILY, tidy


class Command(BaseCommand):
    help = "Write the whole site into one archive while it runs: database, files, versions. It is checked."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--to", type=Path, help="the folder it goes to (HIMMELI_BACKUP_DIR)")
        parser.add_argument(
            "--daily", action="store_true", help="name it as a daily one, and clean up the daily ones afterwards"
        )

    def handle(self, *, to, daily, **options):
        # Before it, so that the archive says so itself. Where there is no site yet, the backup tells so.
        with suppress(DatabaseError), transaction.atomic():
            record("backup.made")
        try:
            made = back_up(folder=to, label=DAILY if daily else "")
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{made.path}\n{made.rows} rows, {made.files} files, {made.size / 2**20:.1f} MiB, {made.seconds:.1f} s."
        )
        for title, names in (
            ("Missing, though the database names them:", made.missing),
            ("Left out, being links or having odd names:", made.skipped),
        ):
            if names:
                self.stderr.write("\n  ".join([title, *names]))
        if daily:
            for path in tidy(to):
                self.stdout.write(f"Deleted {path.name}")
