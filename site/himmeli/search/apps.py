from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "himmeli.search"
    label = "site_search"
    verbose_name = _("Search")

    def ready(self):
        from . import pages

        pages.offer()
