from django.db import models
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.forms.models import AbstractEmailForm, AbstractFormField
from wagtail.contrib.forms.panels import FormSubmissionsPanel
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin, TranslatableMixin
from wagtail.search import index

from himmeli.blocks.fields import PluginStreamField
from himmeli.blocks.section import SIMPLE_TEXT

from .base import PAGE_PARENTS, Page, SitePage


class HomePage(SitePage, Page):
    """The front page of one language."""

    body = PluginStreamField(verbose_name=_("content"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("body")]
    promote_panels = SitePage.promote_panels
    search_fields = [*Page.search_fields, index.SearchField("body")]
    parent_page_types = ["wagtailcore.Page"]
    template = "pages/home_page.html"

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")


class ContentPage(SitePage, Page):
    """A page composed of blocks: anything that is not a list, a form or a link."""

    intro = models.TextField(_("introduction"), blank=True, help_text=_("One or two sentences under the title."))
    image = models.ForeignKey(
        "media.Picture", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("picture")
    )
    body = PluginStreamField(verbose_name=_("content"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("image"), FieldPanel("body")]
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

    intro = models.TextField(_("introduction"), blank=True)
    body = PluginStreamField(verbose_name=_("content above the list"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]
    promote_panels = SitePage.promote_panels
    search_fields = [*Page.search_fields, index.SearchField("intro"), index.SearchField("body")]
    parent_page_types = PAGE_PARENTS
    template = "pages/index_page.html"
    page_description = _("Lists the pages under it as cards.")
    PAGES_AT_ONCE = 24

    class Meta:
        verbose_name = _("list of pages")
        verbose_name_plural = _("lists of pages")

    def get_context(self, request, *args, **kwargs):
        from django.core.paginator import Paginator

        context = super().get_context(request, *args, **kwargs)
        children = self.get_children().live().public().specific().order_by("path")
        context["page_obj"] = Paginator(children, self.PAGES_AT_ONCE).get_page(request.GET.get("page"))
        return context


class LinkPage(SitePage, Page):
    """An entry of the tree that leads elsewhere: to another page or an address."""

    target_page = models.ForeignKey(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("page")
    )
    target_url = models.URLField(_("or address"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("target_page"), FieldPanel("target_url")]
    promote_panels = SitePage.promote_panels
    parent_page_types = PAGE_PARENTS
    subpage_types = []
    page_description = _("Leads to another page or another site.")

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")

    @property
    def target(self):
        return (self.target_page.url if self.target_page else "") or self.target_url

    def clean(self):
        super().clean()
        if not self.target_page and not self.target_url:
            from django.core.exceptions import ValidationError

            raise ValidationError({"target_page": _("Choose a page or write an address.")})

    def serve(self, request, *args, **kwargs):
        return redirect(self.target or self.get_parent().url)


class FormField(AbstractFormField):
    """A question of a form page."""

    page = ParentalKey("pages.FormPage", on_delete=models.CASCADE, related_name="form_fields")


class FormPage(SitePage, AbstractEmailForm):
    """A form: contact, sign-up to a work party, an order for bread."""

    intro = models.TextField(_("introduction"), blank=True)
    body = PluginStreamField(verbose_name=_("content above the form"), blank=True)
    submit_label = models.CharField(_("text of the button"), max_length=60, blank=True)
    thanks = RichTextField(_("thanks"), features=SIMPLE_TEXT, blank=True, help_text=_("Shown when the form is sent."))

    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("body"),
        InlinePanel("form_fields", label=_("Question"), heading=_("Questions")),
        FieldPanel("submit_label"),
        FieldPanel("thanks"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("from_address"), FieldPanel("to_address")]), FieldPanel("subject")],
            heading=_("Send the answers by e-mail"),
        ),
        FormSubmissionsPanel(),
    ]
    promote_panels = SitePage.promote_panels
    search_fields = [*Page.search_fields, index.SearchField("intro"), index.SearchField("body")]
    parent_page_types = PAGE_PARENTS
    subpage_types = []
    template = "pages/form_page.html"
    landing_page_template = "pages/form_page_landing.html"
    page_description = _("Questions that visitors answer. You get the answers by e-mail and as a table.")

    class Meta:
        verbose_name = _("form")
        verbose_name_plural = _("forms")


class ReusableSection(TranslatableMixin, DraftStateMixin, RevisionMixin, PreviewableMixin, models.Model):
    """Blocks edited in one place and shown on many pages."""

    name = models.CharField(_("name"), max_length=120, help_text=_("For you and other editors; visitors don't see it."))
    body = PluginStreamField(verbose_name=_("content"), blank=True)

    panels = [FieldPanel("name"), FieldPanel("body")]

    class Meta(TranslatableMixin.Meta):
        ordering = ["name", "pk"]
        verbose_name = _("shared section")
        verbose_name_plural = _("shared sections")

    def __str__(self):
        return self.name

    def get_preview_template(self, request, mode_name):
        return "pages/reusable_section_preview.html"
