import re
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

SCAFFOLD = Path(__file__).resolve().parents[2] / "scaffold"


class Command(BaseCommand):
    help = "Writes a new plugin that works and passes its own tests: startplugin NAME."

    def add_arguments(self, parser):
        parser.add_argument("name", help="the folder's name, in small letters: work_parties")
        parser.add_argument("--title", help="its name for people; default: made from the folder's name")
        parser.add_argument("--folder", type=Path, default=settings.ROOT / "plugins", help="default: plugins/")
        parser.add_argument("--tests", type=Path, default=settings.ROOT / "tests" / "plugins", help="where tests go")

    def handle(self, *args, name, title, folder, tests, **options):
        if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
            raise CommandError("A plugin's name has small letters, numbers and underscores: work_parties.")
        plugin, its_tests = folder / name, tests / name
        for target in (plugin, its_tests):
            if target.exists():
                raise CommandError(f"{target} is there already.")
        words = words_of(name, title or name.replace("_", " ").capitalize(), folder.name)
        for source in sorted(SCAFFOLD.rglob("*.tmpl")):
            write(source, plugin, its_tests, words)
        self.stdout.write(f"Wrote {plugin} and {its_tests}.")
        self.stdout.write(f"Next: python manage.py migrate {name}; python manage.py plugins on {name}")


def words_of(name, title, package):
    camel = "".join(part.capitalize() for part in name.split("_"))
    return {"name": name, "title": title, "camel": camel, "package": package, "slug": name.replace("_", "-")}


def write(source, plugin, its_tests, words):
    """One file of the scaffold, its [[words]] filled in, in its path too."""
    path = fill(str(source.relative_to(SCAFFOLD)).removesuffix(".tmpl"), words)
    root, _, rest = path.partition("/")
    target = (plugin if root == "plugin" else its_tests) / rest
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(fill(source.read_text(encoding="utf-8"), words), encoding="utf-8")


def fill(text, words):
    return re.sub(r"\[\[(\w+)\]\]", lambda match: words[match[1]], text)
