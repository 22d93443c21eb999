"""Names that belong to the whole site, and that a plugin must not take from somebody else.

Django lets the last one win without a word: a plugin with a library of template tags called `i18n`, or a command
called `migrate`, would take the place of the real one in every template and for every keeper, even while it is off.
"""

from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core import management
from django.utils.translation import override

from .ownership import installed_plugins, owner_of_module


def names_taken_twice() -> Iterator[str]:
    """A line for each name that a plugin takes from the site or from another plugin, with the plugin's module first."""
    for what, folder in (("template tags", "templatetags"), ("a command", "management/commands")):
        taken = _names_of_others(folder)
        for label, config in installed_plugins().items():
            for name in _modules(Path(config.path) / folder):
                if name in taken:
                    yield f"{config.name}: its name for {what}, {name!r}, is taken by {taken[name]}"
                taken.setdefault(name, label)
    yield from _addresses_taken_twice()


def _names_of_others(folder):
    taken = {}
    if folder == "templatetags":
        taken = dict.fromkeys(_modules(Path(management.__file__).parents[2] / folder), "Django")
    else:
        taken = dict.fromkeys(_modules(Path(management.__file__).parent / "commands"), "Django")
    for config in apps.get_app_configs():
        if owner_of_module(config.name) is None:
            taken.update(dict.fromkeys(_modules(Path(config.path) / folder), config.verbose_name))
    return taken


def _modules(folder):
    return sorted(path.stem for path in folder.glob("*.py") if not path.stem.startswith("_"))


def _addresses_taken_twice():
    for code, _ in settings.LANGUAGES:
        taken = {}
        with override(code):
            for label, config in installed_plugins().items():
                prefix = str(config.url_prefix).strip("/")
                if prefix and prefix in taken:
                    yield f"{config.name}: its address {prefix!r} is taken by {taken[prefix]}"
                taken.setdefault(prefix, label)
