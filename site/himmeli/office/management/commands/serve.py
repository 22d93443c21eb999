import os

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from himmeli.caching.middleware import build
from himmeli.firstrun.code import issue_code
from himmeli.firstrun.demo import WrongPlace, check_place
from himmeli.firstrun.greeting import code_lines
from himmeli.firstrun.need import is_needed
from himmeli.kits.models import KitItem
from himmeli.kits.services import load_kit
from himmeli.office.server import (
    PortInUse,
    Server,
    check_port,
    has_socket_given,
    is_public,
    start_worker,
    stop_worker,
    tables_are_current,
)
from himmeli.plugins.tables import update_tables

DEMO_KIT = "kylan-vaki"


class Command(BaseCommand):
    help = "Serve the site: web server, tasks and scheduled jobs. With --demo, the demo cooperative is set up, once."
    # They load every address of the site, which a start can do without; CI runs them.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--demo", action="store_true")
        parser.add_argument("--host", default=os.environ.get("HIMMELI_HOST", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=os.environ.get("PORT", "8000"))
        parser.add_argument("--workers", type=int, default=os.environ.get("WEB_CONCURRENCY", "2"))

    def handle(self, demo, host, port, workers, **options):
        self._refuse_public_demo(demo)
        try:
            if not has_socket_given():
                check_port(host, port)
        except PortInUse:
            raise CommandError(
                f"Port {port} is in use: something else, or another Himmeli, is running at http://{host}:{port}/\n"
                f"Stop that one, or choose another port: PORT={port + 1} make run"
            ) from None
        self._prepare(demo)
        self._collect_files()
        connections.close_all()
        worker = start_worker() if settings.HIMMELI_WORKER != "apart" else None
        end = (lambda: stop_worker(worker)) if worker else (lambda: None)
        try:
            Server(f"{host}:{port}", workers, lambda: self._greet(demo, host, port), end).run()
        finally:
            end()

    def _refuse_public_demo(self, demo):
        if (demo or settings.HIMMELI_DEMO) and (settings.IS_HTTPS or is_public(settings.SITE_URL)):
            raise CommandError(
                f"{settings.SITE_URL} looks like a real site's address, and everybody knows a demo's password.\n"
                "Leave out --demo and HIMMELI_DEMO to serve a site of your own."
            )

    def _check_place(self):
        try:
            check_place()
        except WrongPlace as error:
            raise CommandError(str(error)) from None

    def _prepare(self, demo):
        if not tables_are_current():
            self.stdout.write("Preparing the database (a moment, once)...")
            update_tables(lambda line: self.stdout.write(f"  {line}"))
        # Before a demo's people are made: not among real ones.
        self._check_place()
        if demo and not KitItem.objects.filter(kit=DEMO_KIT).exists():
            self.stdout.write("Setting up the demo cooperative:")
            load_kit(DEMO_KIT, with_accounts=settings.HIMMELI_DEMO, say=lambda line: self.stdout.write(f"  {line}"))

    def _collect_files(self):
        """A real site's styles and scripts are named by their content: gathered anew when the code has changed."""
        if not hasattr(staticfiles_storage, "manifest_name"):
            return
        collected = settings.STATIC_ROOT / "collected-for"
        if not collected.exists() or collected.read_text() != build():
            self.stdout.write("Gathering styles, scripts and fonts (a moment, once)...")
            call_command("collectstatic", interactive=False, verbosity=0)
            collected.write_text(build())

    def _greet(self, demo, host, port):
        lines = ["", f"  Himmeli is at http://{host}:{port}/"]
        if demo and settings.HIMMELI_DEMO:
            lines += [
                f"  The admin is at http://{host}:{port}/admin/",
                "",
                "  Demo sign-ins (password for all: " + settings.HIMMELI_DEMO_PASSWORD + ")",
                "    coordinator  marketta@example.org",
                "    member       pentti@example.org",
                "    merchant     aino@example.org",
            ]
        if is_needed():
            # From the address where the server is, which SITE_URL names.
            lines += code_lines(issue_code())
        self.stdout.write("\n".join([*lines, "", "  Stop with Ctrl+C.", ""]))
        self.stdout.flush()
