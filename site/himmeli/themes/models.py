from django.db import models
from django.utils.translation import gettext_lazy as _


class Appearance(models.Model):
    """How the site looks: one row that visitors see (`live`) and one that a coordinator tries out (`draft`)."""

    class Kind(models.TextChoices):
        LIVE = "live", _("what visitors see")
        DRAFT = "draft", _("being tried out")

    class Scheme(models.TextChoices):
        AUTO = "auto", _("as the visitor's device is set")
        LIGHT = "light", _("always light")
        DARK = "dark", _("always dark")

    kind = models.CharField(max_length=10, choices=Kind, unique=True)
    theme = models.CharField(_("theme"), max_length=100, default="himmeli")
    variation = models.CharField(_("variation"), max_length=100, blank=True)
    scheme = models.CharField(_("light or dark"), max_length=10, choices=Scheme, default=Scheme.AUTO)
    # {"brand": "#rrggbb", ...}: the cooperative's own colours over the theme's, for the theme's first scheme.
    colors = models.JSONField(_("own colours"), default=dict, blank=True)
    heading_font = models.CharField(_("font of headings"), max_length=100, blank=True)
    text_font = models.CharField(_("font of text"), max_length=100, blank=True)
    logo = models.ForeignKey(
        "media.Picture", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("logo")
    )
    logo_dark = models.ForeignKey(
        "media.Picture",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("logo on a dark ground"),
    )

    class Meta:
        ordering = ["kind"]
        verbose_name = _("appearance")
        verbose_name_plural = _("appearances")

    def __str__(self):
        return f"{self.get_kind_display()}: {self.theme}"
