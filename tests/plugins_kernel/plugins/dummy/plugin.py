from django.utils.translation import gettext_lazy as _

import himmeli.plugins


class Plugin(himmeli.plugins.Plugin):
    name = "plugins.dummy"
    verbose_name = _("Dummy plugin")
    summary = _("Uses every extension point once.")
    version = "1.2"
    author = "The tests"
    icon = "plug"
    url_prefix = "dummy"
    stylesheets = ("dummy.css",)
