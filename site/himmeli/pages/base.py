"""What every page of the site has, the core's and the plugins'."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import CommentPanel, FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.models import Page, PageViewRestriction

from himmeli.navigation.tree import private_paths
from himmeli.plugins.activation import is_active
from himmeli.plugins.ownership import owner_of_model

from .scheduling import SchedulingPanel


class SitePage(models.Model):
    """Mixin for all page types: how the page is found and shared, and the gate of its plugin."""

    share_image = models.ForeignKey(
        "media.Picture",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("picture for sharing"),
        help_text=_("Shown when the page is shared. Empty: one is made from the title and the logo."),
    )
    is_hidden_from_search = models.BooleanField(
        _("hide from search engines"), default=False, help_text=_("The page also stays out of the site's own search.")
    )

    # What stands for it in the bar at the foot of a member's phone, unless the menu's entry has an icon of its own.
    menu_icon = "file-text"

    title_panels = [TitleFieldPanel("title", help_text=_("Short: it stands at the top of the page and in menus."))]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description"), FieldPanel("share_image")],
            heading=_("When the page is found or shared"),
        ),
        FieldPanel("is_hidden_from_search"),
    ]
    settings_panels = [SchedulingPanel(), CommentPanel()]

    class Meta:
        abstract = True

    @classmethod
    def plugin(cls):
        """The label of the plugin that brought this page type, or None."""
        return owner_of_model(cls)

    def get_view_restrictions(self):
        """As Wagtail's, which asks the database twice; most sites have nothing that is private."""
        return super().get_view_restrictions() if private_paths() else PageViewRestriction.objects.none()

    @classmethod
    def can_create_at(cls, parent):
        return is_active(cls.plugin()) and super().can_create_at(parent)

    @property
    def summary(self) -> str:
        """A sentence or two about the page, for lists and sharing."""
        return self.search_description or getattr(self, "intro", "")


PAGE_PARENTS = ["pages.HomePage", "pages.ContentPage", "pages.IndexPage"]

__all__ = ["PAGE_PARENTS", "Page", "SitePage"]
