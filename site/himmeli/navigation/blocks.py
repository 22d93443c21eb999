from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.fields import StreamField

from himmeli.plugins.registry import Registry

# Pages and views of plugins that a menu can show: name -> MenuTarget.
menu_targets: Registry = Registry("menu entries")


class EntryBlock(blocks.StructBlock):
    """One entry of a menu: a page, an address, or something a plugin offers."""

    label = blocks.CharBlock(label=_("Text"), required=False, max_length=60, help_text=_("Empty: the page's title."))
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.CharBlock(label=_("or address"), required=False, max_length=500)
    target = blocks.ChoiceBlock(
        label=_("or from a plugin"),
        required=False,
        choices=lambda: [(entry.name, entry.value.label) for entry in menu_targets.active()],
    )

    def clean(self, value):
        value = super().clean(value)
        if not (value.get("page") or value.get("url") or value.get("target")):
            raise StructBlockValidationError(
                block_errors={"page": ValidationError(_("Choose a page or write an address."))}
            )
        if value.get("url") and not value.get("label"):
            raise StructBlockValidationError(block_errors={"label": ValidationError(_("Give the link a text."))})
        return value

    class Meta:
        icon = "link"
        label = _("Entry")


class ParentEntryBlock(EntryBlock):
    children = blocks.ListBlock(EntryBlock(), label=_("Entries under it"), default=[], collapsed=True)

    class Meta:
        icon = "list-ul"
        label = _("Entry")
        label_format = "{label} {page}"


class MenuField(StreamField):
    """Menu entries, dragged into order. Block definitions stay out of migrations."""

    def __init__(self, block_types=None, **kwargs):
        kwargs.pop("block_lookup", None)
        super().__init__([("entry", ParentEntryBlock())], **kwargs)

    def deconstruct(self):
        name, path, _, kwargs = models.Field.deconstruct(self)
        return name, path, [], kwargs
