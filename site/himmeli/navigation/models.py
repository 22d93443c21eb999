from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin

from .blocks import MenuField
from .panels import UnseenEntriesPanel


def raw_children(value: dict) -> list[dict]:
    """The entries under a stored entry. Lists are stored with ids around their values, or, by older hands, without."""
    return [child.get("value", child) for child in value.get("children") or ()]


class Menu(TranslatableMixin, models.Model):
    """The entries of one menu in one language."""

    class Place(models.TextChoices):
        MAIN = "main", _("Main menu")
        FOOTER = "footer", _("Footer")
        LEGAL = "legal", _("Small print")

    place = models.CharField(_("place"), max_length=20, choices=Place)
    items = MenuField(verbose_name=_("entries"), blank=True)

    panels = [
        UnseenEntriesPanel(),
        FieldPanel(
            "items",
            help_text=_(
                "Press a plus to add an entry. Drag an entry by its handle to another place. "
                "Open an entry to put others under it."
            ),
        ),
    ]

    class Meta(TranslatableMixin.Meta):
        ordering = ["place", "pk"]
        verbose_name = _("menu")
        verbose_name_plural = _("menus")
        unique_together = [("translation_key", "locale"), ("place", "locale")]

    def __str__(self):
        return self.get_place_display()

    @property
    def page_ids(self) -> set[int]:
        """The pages chosen in it, of entries under entries, too."""
        found = set()
        for item in self.items.raw_data:
            value = item["value"]
            found.add(value.get("page"))
            found.update(child.get("page") for child in raw_children(value))
        return found - {None}
