from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from himmeli.backup.exceptions import BackupError
from himmeli.backup.restoring import restore


class Command(BaseCommand):
    help = "Bring a site back from an archive that `backup` wrote, on SQLite or PostgreSQL."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("archive", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help="take the place of the site that is here; it is backed up first"
        )

    def handle(self, *, archive, replace, **options):
        try:
            back = restore(archive, replace=replace, say=self.stdout.write)
        except BackupError as error:
            raise CommandError(str(error)) from error
        if back.before:
            self.stdout.write(f"What was here before: {back.before.path}")
        self.stdout.write(
            f"Back as it was at {back.made_at}: {back.rows} rows, {back.files} files, {back.seconds:.1f} s."
        )
        if back.missing:
            self.stdout.write("\n  ".join(["Missing in the archive already:", *back.missing]))
        if back.site_url != settings.SITE_URL:
            self.stdout.write(
                f"It was at {back.site_url} and is at {settings.SITE_URL} now. Links in texts to the old address stay."
            )
        self.stdout.write("Start the site again if it was running (serve, worker).")
