from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .querysets import AppearanceQuerySet


class Appearance(models.Model):
    """How the site looks: the one that visitors see (`live`), those they saw before (`past`), and one draft for each
    coordinator who tries something out.
    """

    class Kind(models.TextChoices):
        LIVE = "live", _("what visitors see")
        DRAFT = "draft", _("being tried out")
        PAST = "past", _("what visitors saw before")

    class Scheme(models.TextChoices):
        AUTO = "auto", _("As each visitor's device is set")
        LIGHT = "light", _("Always light")
        DARK = "dark", _("Always dark")

    kind = models.CharField(max_length=10, choices=Kind)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+", editable=False
    )
    theme = models.CharField(_("theme"), max_length=100, default="himmeli")
    variation = models.CharField(_("variation"), max_length=100, blank=True)
    scheme = models.CharField(_("light or dark"), max_length=10, choices=Scheme, default=Scheme.AUTO)
    # {"brand": "#rrggbb", ...}: the cooperative's own colours over the theme's, for the theme's first scheme.
    colors = models.JSONField(_("own colours"), default=dict, blank=True)
    # Names of font families; empty is the theme's own.
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
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )

    # A draft is for its owner alone. What is published raises the stamps itself (services.py).
    shown_to_visitors = False

    objects = AppearanceQuerySet.as_manager()

    # What a look consists of: all that is copied from a draft to the live one.
    LOOK_FIELDS = ("theme", "variation", "scheme", "colors", "heading_font", "text_font", "logo_id", "logo_dark_id")

    class Meta:
        ordering = ["-published_at", "-pk"]
        verbose_name = _("appearance")
        verbose_name_plural = _("appearances")
        constraints = [
            models.UniqueConstraint(fields=["kind"], condition=Q(kind="live"), name="themes_appearance_one_live"),
            models.UniqueConstraint(
                fields=["owner"], condition=Q(kind="draft"), name="themes_appearance_one_draft_each"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.theme}"

    @property
    def look_values(self) -> dict:
        return {name: getattr(self, name) for name in self.LOOK_FIELDS}


class ThemeFault(models.Model):
    """A template of a theme that raised, and was replaced by the one below it."""

    theme = models.CharField(max_length=100)
    template = models.CharField(max_length=255)
    reason = models.TextField()
    # The file's change time then: a fault of a file that has been mended since is over.
    changed_at = models.BigIntegerField(default=0)
    seen_at = models.DateTimeField(auto_now=True)

    shown_to_visitors = False

    class Meta:
        ordering = ["theme", "template"]
        constraints = [models.UniqueConstraint(fields=["theme", "template"], name="themes_fault_unique")]

    def __str__(self):
        return f"{self.theme}: {self.template}"
