from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import TranslatableMixin


class SiteIdentity(TranslatableMixin, models.Model):
    """Who the site is of: one row per language, translated like other content."""

    name = models.CharField(_("name of the cooperative"), max_length=120)
    tagline = models.CharField(_("in one sentence"), max_length=250, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    address = models.TextField(_("address"), blank=True)
    social_links = models.TextField(
        _("elsewhere on the web"), blank=True, help_text=_("One address a line, such as your Facebook page.")
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("tagline"),
        MultiFieldPanel(
            [FieldPanel("email"), FieldPanel("phone"), FieldPanel("address"), FieldPanel("social_links")],
            heading=_("How to reach you"),
        ),
    ]

    class Meta(TranslatableMixin.Meta):
        ordering = ["pk"]
        verbose_name = _("site details")
        verbose_name_plural = _("site details")

    def __str__(self):
        return self.name
