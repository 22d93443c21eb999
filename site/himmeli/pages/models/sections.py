from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin, TranslatableMixin

from himmeli.blocks.fields import PluginStreamField
from himmeli.blocks.registry import SECTION


class ReusableSection(TranslatableMixin, DraftStateMixin, RevisionMixin, PreviewableMixin, models.Model):
    """Blocks edited in one place and shown on many pages."""

    name = models.CharField(_("name"), max_length=120, help_text=_("For you and other editors; visitors don't see it."))
    body = PluginStreamField(place=SECTION, verbose_name=_("content"), blank=True)

    panels = [FieldPanel("name"), FieldPanel("body")]

    class Meta(TranslatableMixin.Meta):
        ordering = ["name", "pk"]
        verbose_name = _("shared section")
        verbose_name_plural = _("shared sections")

    def __str__(self):
        return self.name

    def get_preview_template(self, request, mode_name):
        return "pages/reusable_section_preview.html"


class PatternQuerySet(models.QuerySet):
    def for_language_of(self, locale):
        """Those in that language; each that is not written in it, in the language it is written in first."""
        chosen = {}
        for pattern in self.select_related("locale").order_by("pk"):
            known = chosen.get(pattern.translation_key)
            if known is None or pattern.locale_id == locale.pk:
                chosen[pattern.translation_key] = pattern
        return sorted(chosen.values(), key=lambda pattern: (not pattern.is_shipped, pattern.name.casefold()))


class Pattern(TranslatableMixin, PreviewableMixin, models.Model):
    """A composition of blocks to start from. Pages that were started from it keep no tie to it."""

    name = models.CharField(_("name"), max_length=120)
    description = models.CharField(
        _("description"), max_length=250, blank=True, help_text=_("A sentence: what is it good for?")
    )
    body = PluginStreamField(verbose_name=_("content"), blank=True)
    is_shipped = models.BooleanField(_("came with the site"), default=False, editable=False)

    objects = PatternQuerySet.as_manager()

    panels = [FieldPanel("name"), FieldPanel("description"), FieldPanel("body")]

    class Meta(TranslatableMixin.Meta):
        ordering = ["name", "pk"]
        verbose_name = _("pattern")
        verbose_name_plural = _("patterns")

    def __str__(self):
        return self.name

    def get_preview_template(self, request, mode_name):
        return "pages/pattern_preview.html"
