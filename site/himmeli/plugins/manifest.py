from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig

# What the kernel imports of a plugin when it exists, in this order. Models come before, by Django.
CONVENTION_FILES = (
    "blocks",
    "permissions",
    "services",
    "tasks",
    "subscribers",
    "providers",
    "slots",
    "notices",
    "personal_data",
    "sections",
    "menus",
    "waiting",
    "cards",
    "search",
    "kit",
    "urls",
)


class Plugin(AppConfig):
    """The manifest of a plugin: it declares, the kernel acts.

    Subclass it in `plugin.py` as `class Plugin(himmeli.plugins.Plugin)`. All attributes are plain values, so that
    the admin can show them without running code of the plugin.
    """

    summary = ""
    version = "0"
    author = ""
    icon = "plugin"
    # Labels of plugins it cannot live without, and of those it uses when they are there.
    requires: tuple[str, ...] = ()
    enhances: tuple[str, ...] = ()
    # The first part of its public addresses after the language; a lazy translation gives each language its own.
    url_prefix = ""
    # Its stylesheets in static/<label>/, put into the site's one stylesheet (layer `plugins`) while it is active.
    stylesheets: tuple[str, ...] = ()
    default_auto_field = "django.db.models.BigAutoField"

    def import_models(self):
        super().import_models()
        if find_spec(f"{self.name}.pages"):
            import_module(f"{self.name}.pages")

    def ready(self):
        """Import what the plugin brings. Override `start` for more; an error in either quarantines the plugin."""
        for name in CONVENTION_FILES:
            if find_spec(f"{self.name}.{name}"):
                import_module(f"{self.name}.{name}")
        self.start()

    def start(self):
        """What the plugin does when the process starts. Nothing, for most."""
