from django.core.management.base import BaseCommand, CommandError

from himmeli.backup.exceptions import UpgradeFailed
from himmeli.backup.upgrading import upgrade


class Command(BaseCommand):
    help = "Take a new version into use: back up, migrate, gather static files, check; back to the backup if one fails."
    requires_system_checks = []

    def handle(self, **options):
        try:
            done = upgrade(say=self.stdout.write)
        except UpgradeFailed as error:
            raise CommandError(str(error)) from error
        for name in done.migrations:
            self.stdout.write(f"  {name}")
        self.stdout.write("Done. Start the site anew (serve, worker), so that it runs the new version.")
