"""Blocks that hold or part other blocks."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from .fields import PluginStreamBlock
from .previews import sample
from .registry import COLUMN
from .registry import TEXT as IN_TEXT
from .section import MORE, ChoiceBlock, SectionBlock, field_error, struct


def _columns(place, *, max_num):
    content = PluginStreamBlock(place=place, label=_("Content"), required=False)
    column = struct(content=content, label_format="")
    return blocks.ListBlock(
        column, label=_("Columns"), min_num=2, max_num=max_num, default=[{"content": []}, {"content": []}]
    )


class ColumnsBlock(SectionBlock):
    layout = ChoiceBlock(
        label=_("Layout"),
        choices=[
            ("1-1", _("Two equal columns")),
            ("1-2", _("Narrow and wide")),
            ("2-1", _("Wide and narrow")),
            ("1-1-1", _("Three equal columns")),
        ],
        default="1-1",
    )
    columns = _columns(COLUMN, max_num=3)

    def clean(self, value):
        value = super().clean(value)
        wanted, given = len(value["layout"].split("-")), len(value["columns"])
        if wanted != given and not self.is_deferred_validation:
            message = ngettext(
                "This layout has %(wanted)d column, and there are %(given)d. Choose another, or add or remove one.",
                "This layout has %(wanted)d columns, and there are %(given)d. Choose another, or add or remove one.",
                wanted,
            )
            raise field_error("layout", message % {"wanted": wanted, "given": given})
        return value

    class Meta:
        icon = "h-grid-2x2"
        label = _("Columns")
        group = MORE
        template = "blocks/columns.html"
        description = _("Other blocks side by side.")
        preview_value = sample("columns")


class InnerColumnsBlock(ColumnsBlock):
    """Columns inside a column. Inside these stand texts and pictures, and no further columns."""

    layout = ChoiceBlock(
        label=_("Layout"),
        choices=[("1-1", _("Two equal columns")), ("1-2", _("Narrow and wide")), ("2-1", _("Wide and narrow"))],
        default="1-1",
    )
    columns = _columns(IN_TEXT, max_num=2)

    class Meta:
        icon = "h-grid-2x2"
        label = _("Columns inside a column")
        group = MORE
        template = "blocks/columns.html"
        description = _("Two narrower columns inside this one.")
        preview_value = sample("columns")


class DividerBlock(SectionBlock):
    style = ChoiceBlock(
        label=_("Kind"),
        choices=[("line", _("A line")), ("ornament", _("A small himmeli")), ("space", _("Empty space"))],
        default="line",
    )

    class Meta:
        icon = "h-minus"
        label = _("Divider")
        group = MORE
        template = "blocks/divider.html"
        description = _("A line, an ornament or space between two sections.")
        preview_value = sample("divider")


class ReusableBlock(SectionBlock):
    shows_section = True

    section = SnippetChooserBlock("pages.ReusableSection", label=_("Shared section"))

    def get_context(self, value, parent_context=None):
        """A draft is not shown, and a section inside a section isn't either: it could hold itself."""
        context = super().get_context(value, parent_context)
        section = value.get("section")
        is_shown = section is not None and section.live and not (parent_context or {}).get("is_inside_section")
        context["section_body"] = section.body if is_shown else ()
        context["is_inside_section"] = True
        return context

    class Meta:
        icon = "h-layers"
        label = _("Shared section")
        group = MORE
        template = "blocks/reusable.html"
        description = _("A section edited in one place and shown on many pages.")
        preview_value = sample("reusable")
