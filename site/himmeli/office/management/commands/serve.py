import os

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections

from himmeli.kits.models import KitItem
from himmeli.kits.services import load_kit
from himmeli.office.server import Server, start_job_runner, tables_are_current

DEMO_KIT = "kylan-vaki"


class Command(BaseCommand):
    help = "Serve the site: web server and scheduled jobs. With --demo, the demo cooperative is set up first, once."

    def add_arguments(self, parser):
        parser.add_argument("--demo", action="store_true")
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", default=os.environ.get("PORT", "8000"))
        parser.add_argument("--workers", type=int, default=int(os.environ.get("WEB_CONCURRENCY", "2")))

    def handle(self, demo, host, port, workers, **options):
        if not tables_are_current():
            self.stdout.write("Preparing the database (a moment, once)...")
            call_command("migrate", verbosity=0)
        if demo and not KitItem.objects.filter(kit=DEMO_KIT).exists():
            self.stdout.write("Setting up the demo cooperative:")
            load_kit(DEMO_KIT, with_accounts=settings.HIMMELI_DEMO, say=lambda line: self.stdout.write(f"  {line}"))
        connections.close_all()
        start_job_runner()
        Server(f"{host}:{port}", workers, lambda: self._greet(demo, host, port)).run()

    def _greet(self, demo, host, port):
        lines = ["", f"  Himmeli is at http://{host}:{port}/"]
        if demo:
            lines += [
                f"  The admin is at http://{host}:{port}/admin/",
                "",
                "  Demo sign-ins (password for all: " + settings.HIMMELI_DEMO_PASSWORD + ")",
                "    coordinator  marketta@example.org",
                "    member       pentti@example.org",
                "    merchant     aino@example.org",
            ]
        self.stdout.write("\n".join([*lines, "", "  Stop with Ctrl+C.", ""]))
        self.stdout.flush()
