from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "himmeli.search"
    label = "site_search"
    verbose_name = _("Search")

    def ready(self):
        from wagtail.blocks import ChoiceBlock

        from . import pages

        pages.offer()
        # How a block looks (its width, its icon) is no content; Wagtail would put the names of the choices into the
        # index and the excerpts.
        ChoiceBlock.get_searchable_content = lambda block, value: []
