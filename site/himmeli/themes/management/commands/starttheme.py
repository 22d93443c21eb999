from django.core.management.base import BaseCommand, CommandError

from himmeli.themes.exceptions import ThemeError
from himmeli.themes.theme import load_theme, theme_folders
from himmeli.themes.validation import NAME

THEME_TOML = """\
# A child of {parent}: what it doesn't say, it inherits. docs/reference/themes.md has every key.
version = "0.1"
author = ""
parent = "{parent}"
stylesheets = ["theme.css"]   # comes after the parent's
scheme = "{scheme}"{padding}# what [colors] is; [colors_alt] is for the opposite

[title]
en = "{title}"

[summary]
en = "A child of {parent_title}."

# Take away the "#" before a colour to change it. manage.py check_theme {name} says what can't be read.
[colors]
{colors}

# A key here becomes a custom property: radius -> --shape-radius.
[shape]
radius = "6px"
"""
THEME_CSS = """\
/* Only what tokens can't say. @layer theme comes after the core's layers, so nothing needs !important. */
@layer theme {
  .site-header { border-block-end: 3px solid var(--color-accent); }
}
"""


class Command(BaseCommand):
    help = "Writes a small child theme that passes check_theme, to begin one's own from."

    def add_arguments(self, parser):
        parser.add_argument("name", help="small letters, digits, - and _")
        parser.add_argument("--parent", default="himmeli", help="the theme it inherits from")

    def handle(self, *args, name, parent, **options):
        if not NAME.match(name):
            raise CommandError("A theme's name has small letters, digits, - and _, and begins with a letter.")
        try:
            above = load_theme(parent)
        except ThemeError as error:
            raise CommandError(f"{parent} can't be a parent: {error}") from error
        if any((folder / name).exists() for folder in theme_folders()):
            raise CommandError(f"There is a theme called {name} already.")
        folder = theme_folders()[0] / name
        _write(folder, name, above)
        self.stdout.write(f"Wrote {folder}. Choose it in the admin under Appearance.")


def _write(folder, name, above):
    colors = "\n".join(f'# {key} = "{value}"' for key, value in above.table("colors").items())
    text = THEME_TOML.format(
        name=name,
        parent=above.name,
        parent_title=above.title,
        title=name.replace("-", " ").replace("_", " ").capitalize(),
        scheme=above.scheme,
        padding=" " * (16 - len(above.scheme)),
        colors=colors,
    )
    (folder / "static").mkdir(parents=True)
    (folder / "templates").mkdir()
    (folder / "theme.toml").write_text(text, encoding="utf-8")
    (folder / "static" / "theme.css").write_text(THEME_CSS, encoding="utf-8")
