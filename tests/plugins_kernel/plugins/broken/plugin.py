from django.utils.translation import gettext_lazy as _

import himmeli.plugins

from .boom import boom


class Plugin(himmeli.plugins.Plugin):
    name = "plugins.broken"
    verbose_name = _("Broken plugin")
    summary = _("Raises in every extension point.")
    version = "1.2"
    author = "The tests"
    icon = "plug"
    url_prefix = "broken"
    stylesheets = ("broken.css",)

    def __str__(self):
        boom()
