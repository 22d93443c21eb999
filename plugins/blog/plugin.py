from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

import himmeli.plugins


class Plugin(himmeli.plugins.Plugin):
    name = "plugins.blog"
    verbose_name = _("Blog")
    summary = _("Posts with authors, topics and comments, and feeds that readers can follow.")
    version = "1.0"
    author = "Himmeli"
    icon = "pen-line"
    url_prefix = pgettext_lazy("address", "blog")
    stylesheets = ("blog.css",)
