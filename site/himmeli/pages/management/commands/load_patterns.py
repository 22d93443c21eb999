from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from himmeli.pages.services import load_patterns


class Command(BaseCommand):
    help = "Load the patterns that pages can be started from. Loading them again brings them up to date."

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path, default=settings.HIMMELI_PATTERN_DIR)

    def handle(self, folder, **options):
        for pattern in load_patterns(folder):
            self.stdout.write(f"{pattern.name} ({pattern.locale.language_code})")
