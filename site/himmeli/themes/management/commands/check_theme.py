from django.core.management.base import BaseCommand, CommandError

from himmeli.themes.checking import problems_of_theme
from himmeli.themes.theme import find_themes


class Command(BaseCommand):
    help = "Checks a theme: colours that can be read, templates that replace something, stylesheets that hold together."

    def add_arguments(self, parser):
        parser.add_argument("name", nargs="*", help="names of themes; all of them when none is given")

    def handle(self, *args, name, **options):
        themes, broken = find_themes()
        failed = []
        for theme in name or sorted([*themes, *broken]):
            problems = problems_of_theme(theme)
            if problems:
                failed.append(theme)
            self.stdout.write(f"{theme}: {'nothing wrong' if not problems else ''}")
            for problem in problems:
                self.stdout.write(self.style.ERROR(f"  {problem}"))
        if failed:
            raise CommandError(f"To put right: {', '.join(failed)}")
