from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.fields import StreamField

from himmeli.blocks.icons import IconBlock
from himmeli.plugins.registry import Registry

# Pages and views of plugins that a menu can show: name -> MenuTarget.
menu_targets: Registry = Registry("menu entries")


class EntryBlock(blocks.StructBlock):
    """One entry of a menu: a page, an address, or something a plugin offers."""

    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    label = blocks.CharBlock(label=_("Text"), required=False, max_length=60, help_text=_("Empty: the page's title."))
    url = blocks.CharBlock(
        label=_("or address"), required=False, max_length=500, help_text=_("Only for what is not a page of this site.")
    )
    target = blocks.ChoiceBlock(
        label=_("or from a plugin"),
        required=False,
        choices=lambda: [(entry.name, entry.value.label) for entry in menu_targets.active()],
    )

    def clean(self, value):
        value = super().clean(value)
        leads_somewhere = value.get("page") or value.get("url") or value.get("target")
        if not leads_somewhere and not value.get("children"):
            raise StructBlockValidationError(
                block_errors={"page": ValidationError(_("Choose a page or write an address."))}
            )
        if not value.get("label") and not (value.get("page") or value.get("target")):
            raise StructBlockValidationError(block_errors={"label": ValidationError(_("Give the link a text."))})
        if value.get("url"):
            value["url"] = _whole_address(value["url"].strip())
        return value

    class Meta:
        icon = "link"
        label = _("Entry")
        label_format = "{label} {page}"


def _whole_address(url):
    """The address as a browser needs it: `example.org` is `https://example.org`. Raises for what is no address."""
    if url.startswith(("/", "#", "http://", "https://", "mailto:", "tel:")):
        return url
    if "." not in url or " " in url or ":" in url:
        raise StructBlockValidationError(
            block_errors={"url": ValidationError(_("Write an address such as https://example.org/."))}
        )
    return f"https://{url}"


class ParentEntryBlock(EntryBlock):
    children = blocks.ListBlock(EntryBlock(), label=_("Entries under it"), default=[], collapsed=True)
    icon = IconBlock(help_text=_("For members, in the bar at the foot of a phone. Empty: the page's own."))

    class Meta:
        icon = "list-ul"
        label = _("Entry")
        label_format = "{label} {page}"


class MenuField(StreamField):
    """Menu entries, dragged into order. Block definitions stay out of migrations."""

    def __init__(self, block_types=None, **kwargs):
        kwargs.pop("block_lookup", None)
        super().__init__([("entry", ParentEntryBlock())], collapsed=True, **kwargs)

    def deconstruct(self):
        name, path, _, kwargs = models.Field.deconstruct(self)
        return name, path, [], kwargs
