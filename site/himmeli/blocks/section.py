"""What the page-level blocks have in common: a section with settings, links, plain rich text."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock

SIMPLE_TEXT = ["bold", "italic", "link", "document-link", "ol", "ul"]
FULL_TEXT = ["h2", "h3", "h4", *SIMPLE_TEXT, "hr", "blockquote", "superscript"]

ACTIONS, MEDIA, TEXT, LISTS, MORE = _("Start and actions"), _("Pictures and media"), _("Text"), _("Lists"), _("More")


class LinkValue(blocks.StructValue):
    @property
    def href(self):
        """The address: of the page, the document or the one typed; empty when there is none."""
        if self.get("page"):
            return self["page"].url or ""
        if self.get("document"):
            return self["document"].url
        return self.get("url") or ""

    def __bool__(self):
        return bool(self.href)


class LinkBlock(blocks.StructBlock):
    """A link to one of: a page of the site, a document, an address."""

    label = blocks.CharBlock(label=_("Text of the link"), required=False, max_length=80)
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.CharBlock(
        label=_("Address"), required=False, help_text=_("A web address, or mailto: or tel:. Leave empty for a page.")
    )
    document = DocumentChooserBlock(label=_("Document"), required=False)
    style = blocks.ChoiceBlock(
        label=_("Look"),
        choices=[("primary", _("Main button")), ("secondary", _("Second button")), ("quiet", _("Plain link"))],
        default="primary",
    )

    def __init__(self, *args, required=True, **kwargs):
        super().__init__(*args, required=required, **kwargs)

    def clean(self, value):
        value = super().clean(value)
        url = (value.get("url") or "").strip()
        if url and not url.startswith(("/", "#", "http://", "https://", "mailto:", "tel:")):
            if "." not in url or " " in url or ":" in url:
                raise StructBlockValidationError(
                    block_errors={"url": ValidationError(_("Write an address such as https://example.org/."))}
                )
            value["url"] = f"https://{url}"
        if self.required and not value.href and not self.is_deferred_validation:
            raise StructBlockValidationError(
                block_errors={"page": ValidationError(_("Choose a page or a document, or write an address."))}
            )
        return value

    class Meta:
        icon = "link"
        label = _("Link")
        value_class = LinkValue


class SettingsBlock(blocks.StructBlock):
    """How a section stands on the page."""

    background = blocks.ChoiceBlock(
        label=_("Background"),
        choices=[("none", _("None")), ("tint", _("Light tint")), ("brand", _("Brand colour")), ("accent", _("Accent"))],
        default="none",
    )
    width = blocks.ChoiceBlock(
        label=_("Width"),
        choices=[("narrow", _("Narrow")), ("normal", _("Normal")), ("wide", _("Wide")), ("full", _("Edge to edge"))],
        default="normal",
    )
    spacing = blocks.ChoiceBlock(
        label=_("Space above and below"),
        choices=[("tight", _("Small")), ("normal", _("Normal")), ("airy", _("Large"))],
        default="normal",
    )
    anchor = blocks.RegexBlock(
        label=_("Anchor"),
        regex=r"^[a-z][a-z0-9-]*$",
        required=False,
        help_text=_("A short name to link to this section, such as prices. Small letters, numbers and hyphens."),
        error_messages={"invalid": _("Use small letters, numbers and hyphens; begin with a letter.")},
    )

    class Meta:
        icon = "cog"
        label = _("Look of the section")
        collapsed = True


class SectionBlock(blocks.StructBlock):
    """A block that makes a section of a page. `SectionBlock(has_settings=False)` where a section has no look of its own."""

    settings = SettingsBlock(label=_("Look of the section"), required=False)

    def __init__(self, local_blocks=None, *, has_settings=True, **kwargs):
        super().__init__(local_blocks, **kwargs)
        # Settings are declared first by inheritance, but come last in the form.
        settings = self.child_blocks.pop("settings")
        if has_settings:
            self.child_blocks["settings"] = settings


def rich_text(label, **kwargs):
    kwargs.setdefault("features", SIMPLE_TEXT)
    kwargs.setdefault("required", False)
    return blocks.RichTextBlock(label=label, **kwargs)


def line(label, **kwargs):
    kwargs.setdefault("required", False)
    kwargs.setdefault("max_length", 250)
    return blocks.CharBlock(label=label, **kwargs)


def lines(label, **kwargs):
    kwargs.setdefault("required", False)
    kwargs.setdefault("rows", 3)
    return blocks.TextBlock(label=label, **kwargs)


def several(label, child, **kwargs):
    kwargs.setdefault("collapsed", True)
    return blocks.ListBlock(child, label=label, **kwargs)


def number_choice(label, numbers, default):
    return blocks.ChoiceBlock(
        label=label,
        choices=[(str(n), str(n)) for n in numbers],
        default=str(default),
        widget=forms.RadioSelect,
    )
