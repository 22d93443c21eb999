from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from himmeli.blocks.fields import PluginStreamField
from himmeli.blocks.section import address_of
from himmeli.navigation.tree import public_pages

from ..base import PAGE_PARENTS, Page, SitePage


class HomePage(SitePage, Page):
    """The front page of one language."""

    page_description = _("What visitors see first. One for each language.")
    # The first one is there from the start, the others are its translations.
    is_creatable = False
    menu_icon = "house"
    body = PluginStreamField(verbose_name=_("content"), blank=True)

    content_panels = [*SitePage.title_panels, FieldPanel("body")]
    promote_panels = SitePage.promote_panels
    search_fields = [*Page.search_fields, index.SearchField("body")]
    parent_page_types = ["wagtailcore.Page"]
    template = "pages/home_page.html"

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")


class ContentPage(SitePage, Page):
    """A page composed of blocks: anything that is not a list, a form or a link."""

    intro = models.TextField(
        _("introduction"), blank=True, max_length=500, help_text=_("One or two sentences under the title.")
    )
    image = models.ForeignKey(
        "media.Picture",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("picture"),
        help_text=_("Stands at the top of the page and in lists. Empty: a himmeli is drawn from the title."),
    )
    body = PluginStreamField(verbose_name=_("content"), blank=True)

    content_panels = [*SitePage.title_panels, FieldPanel("intro"), FieldPanel("image"), FieldPanel("body")]
    promote_panels = SitePage.promote_panels
    search_fields = [*Page.search_fields, index.SearchField("intro"), index.SearchField("body")]
    parent_page_types = PAGE_PARENTS
    template = "pages/content_page.html"
    page_description = _("A page composed of blocks: our story, membership, how to find us.")

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")


class IndexPage(SitePage, Page):
    """A page that lists the pages under it."""

    intro = models.TextField(
        _("introduction"), blank=True, max_length=500, help_text=_("One or two sentences under the title.")
    )
    body = PluginStreamField(verbose_name=_("content above the list"), blank=True)

    content_panels = [*SitePage.title_panels, FieldPanel("intro"), FieldPanel("body")]
    promote_panels = SitePage.promote_panels
    search_fields = [*Page.search_fields, index.SearchField("intro"), index.SearchField("body")]
    parent_page_types = PAGE_PARENTS
    template = "pages/index_page.html"
    page_description = _("Lists the pages under it as cards.")
    menu_icon = "layout-grid"
    PAGES_AT_ONCE = 24

    class Meta:
        verbose_name = _("list of pages")
        verbose_name_plural = _("lists of pages")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        children = public_pages(self.get_children().live()).specific().order_by("path")
        context["page_obj"] = Paginator(children, self.PAGES_AT_ONCE).get_page(request.GET.get("page"))
        return context


class LinkPage(SitePage, Page):
    """An entry of the tree that leads elsewhere: to another page or an address."""

    target_page = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("page of this site"),
    )
    target_url = models.URLField(
        _("or web address"),
        blank=True,
        max_length=500,
        help_text=_("Begins with https://. Used when no page is chosen."),
    )

    content_panels = [*SitePage.title_panels, FieldPanel("target_page"), FieldPanel("target_url")]
    promote_panels = SitePage.promote_panels
    parent_page_types = PAGE_PARENTS
    subpage_types = []
    page_description = _("Leads to another page or another site.")

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")

    @property
    def target(self):
        """Where it leads; empty when the page it leads to is not there for visitors."""
        return address_of(self.target_page) or self.target_url

    def clean(self):
        super().clean()
        if not self.target_page and not self.target_url:
            raise ValidationError({"target_page": _("Choose a page or write an address.")})
        if self.target_page and self.pk and self.target_page.pk == self.pk:
            raise ValidationError({"target_page": _("A link can't lead to itself. Choose another page.")})

    def serve(self, request, *args, **kwargs):
        return redirect(_end_of(self) or self.get_parent().url or "/")


def _end_of(link) -> str:
    """Where a row of links ends; empty when they lead in a circle, which no browser would leave."""
    passed = set()
    while link.pk not in passed:
        passed.add(link.pk)
        following = LinkPage.objects.filter(pk=link.target_page_id).first() if link.target_page_id else None
        if following is None:
            return link.target
        link = following
    return ""
