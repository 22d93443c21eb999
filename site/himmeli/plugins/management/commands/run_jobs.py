import signal
import threading

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from himmeli.plugins.jobs import run_due_jobs


class Command(BaseCommand):
    help = "Runs the scheduled jobs that are due. With --loop it stays and looks again every minute."

    def add_arguments(self, parser):
        parser.add_argument("--loop", action="store_true", help="stay, and look again at every full minute")

    def handle(self, *args, loop=False, **options):
        self._run()
        if not loop:
            return
        stop = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
        while not stop.wait(60 - timezone.now().second % 60):
            close_old_connections()
            self._run()

    def _run(self):
        for name in run_due_jobs():
            self.stdout.write(f"ran {name}")
