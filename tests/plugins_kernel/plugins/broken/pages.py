from django.db import models
from wagtail.admin.panels import FieldPanel

from himmeli.blocks.fields import PluginStreamField
from himmeli.pages.base import Page, SitePage

from .boom import boom


class BrokenPage(SitePage, Page):
    """A page type of its own."""

    intro = models.CharField(max_length=100, blank=True)
    body = PluginStreamField(blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]
    promote_panels = SitePage.promote_panels
    template = "broken/broken_page.html"

    def serve(self, request, *args, **kwargs):
        boom()
