from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from himmeli.kits.loading import KitError, find_kits
from himmeli.kits.references import UnknownReference
from himmeli.kits.services import load_kit


class Command(BaseCommand):
    help = "Set up plugins, theme, pages, menus and sample content for a kind of cooperative. Can be run again."

    def add_arguments(self, parser):
        parser.add_argument("name", nargs="?", help="the kit; without it, the kits are listed")
        parser.add_argument("--accounts", action="store_true", help="also make its people's sign-ins (demo sites only)")

    def handle(self, name=None, accounts=False, **options):
        if not name:
            self.stdout.write("\n".join(find_kits()))
            return
        if accounts and not settings.HIMMELI_DEMO:
            raise CommandError("Sign-ins with a known password are for demo sites only (HIMMELI_DEMO=1).")
        try:
            load_kit(name, with_accounts=accounts, say=lambda line: self.stdout.write(f"  {line}"))
        except (KitError, UnknownReference) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(self.style.SUCCESS(f"{name} is loaded."))
