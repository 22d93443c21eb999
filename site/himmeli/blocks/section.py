"""What the page-level blocks have in common: a section with settings, links, plain rich text."""

from copy import copy

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup, StructBlockValidationError

from himmeli.plugins.activation import is_active
from himmeli.plugins.ownership import owner_of_model

from .choosers import DocumentChooserBlock, PageChooserBlock, PictureChooserBlock

SIMPLE_TEXT = ["bold", "italic", "link", "document-link", "ol", "ul"]
FULL_TEXT = ["h2", "h3", "h4", *SIMPLE_TEXT, "hr", "blockquote", "superscript"]

ACTIONS, MEDIA, TEXT, LISTS, MORE = _("Start and actions"), _("Pictures and media"), _("Text"), _("Lists"), _("More")


ADDRESSES = ("/", "#", "?", "http://", "https://", "mailto:", "tel:")


def address_of(page) -> str:
    """The address of a page that visitors can open; empty while it is a draft or its plugin is off."""
    if page is None or not page.live or page.specific_class is None:
        return ""
    return (page.url or "") if is_active(owner_of_model(page.specific_class)) else ""


def safe_address(url) -> str:
    """The address if a link may lead there; empty when it would run something instead."""
    url = (url or "").strip()
    return url if url.lower().startswith(ADDRESSES) else ""


class ChoiceBlock(blocks.ChoiceBlock):
    """One of a few words. What is stored is what templates get: reading it goes through no list of choices."""

    def normalize_choice(self, value):
        return value


class LinkValue(blocks.StructValue):
    @property
    def href(self):
        """The address: of the page, the document or the one typed; empty when it leads nowhere."""
        if self.get("page"):
            return address_of(self["page"])
        if self.get("document"):
            return self["document"].url
        return safe_address(self.get("url"))

    def __bool__(self):
        return bool(self.href)


class LinkBlock(blocks.StructBlock):
    """A link to one of: a page of the site, a document, an address."""

    label = blocks.CharBlock(
        label=_("Text of the link"),
        required=False,
        max_length=80,
        help_text=_("What happens when it is pressed, such as Join us. Empty: the title of the page."),
    )
    page = PageChooserBlock(label=_("Page of this site"), required=False)
    url = blocks.CharBlock(
        label=_("Or an address"),
        required=False,
        max_length=500,
        help_text=_("A web address, mailto: and an e-mail address, or tel: and a telephone number."),
    )
    document = DocumentChooserBlock(label=_("Or a document"), required=False)
    style = ChoiceBlock(
        label=_("Look"),
        choices=[("primary", _("Main button")), ("secondary", _("Second button")), ("quiet", _("Plain link"))],
        default="primary",
    )

    def __init__(self, *args, required=True, **kwargs):
        # Where a link leads is found by itself; an address is nothing to read, and a button no sentence of an excerpt.
        kwargs.setdefault("search_index", False)
        super().__init__(*args, required=required, **kwargs)

    def clean(self, value):
        value = super().clean(value)
        value["url"] = _complete_address((value.get("url") or "").strip())
        if self.is_deferred_validation:
            return value
        target = value.get("page") or value.get("document") or value["url"]
        if self.required and not target:
            raise field_error("page", _("Choose a page or a document, or write an address."))
        if target and not value.get("label") and not value.get("page"):
            raise field_error("label", _("Write what the link says."))
        return value

    class Meta:
        icon = "link"
        label = _("Link")
        label_format = "{label}"
        value_class = LinkValue


def _complete_address(url):
    if not url or url.lower().startswith(ADDRESSES):
        return url
    if "@" in url and " " not in url and ":" not in url:
        return f"mailto:{url}"
    if "." not in url or " " in url or ":" in url:
        raise field_error("url", _("Write an address such as https://example.org/."))
    return f"https://{url}"


class SettingsBlock(blocks.StructBlock):
    """How a section stands on the page."""

    background = ChoiceBlock(
        label=_("Background"),
        choices=[("none", _("None")), ("tint", _("Light tint")), ("brand", _("Brand colour")), ("accent", _("Accent"))],
        default="none",
    )
    width = ChoiceBlock(
        label=_("Width"),
        choices=[("narrow", _("Narrow")), ("normal", _("Normal")), ("wide", _("Wide")), ("full", _("Edge to edge"))],
        default="normal",
    )
    spacing = ChoiceBlock(
        label=_("Space above and below"),
        choices=[("tight", _("Small")), ("normal", _("Normal")), ("airy", _("Large"))],
        default="normal",
    )
    anchor = blocks.RegexBlock(
        label=_("Anchor"),
        regex=r"^[a-z][a-z0-9-]*$",
        required=False,
        max_length=50,
        help_text=_("A short name by which a link leads to this section: with the name prices, the link is #prices."),
        error_messages={"invalid": _("Use small letters, numbers and hyphens; begin with a letter.")},
    )

    class Meta:
        icon = "cog"
        label = _("Look of the section")
        label_format = ""


class SectionBlock(blocks.StructBlock):
    """A block that makes a section of a page.

    Its look is set behind the cog in its corner. `has_settings=False` is for a section that has no look of its own.
    """

    settings = SettingsBlock(label=_("Look of the section"), required=False)

    def __init__(self, local_blocks=None, *, has_settings=True, **kwargs):
        self.has_settings = has_settings
        super().__init__(local_blocks, **kwargs)

    def get_form_layout(self):
        if not self.has_settings:
            self.child_blocks.pop("settings", None)
        names = [name for name in self.child_blocks if name != "settings"]
        return BlockGroup(names, settings=["settings"] if self.has_settings else [])

    @cached_property
    def without_look(self):
        """The same block where it makes no section: in a column or a long text, where its look would change nothing."""
        plain = copy(self)
        plain.has_settings = False
        plain.child_blocks = {name: child for name, child in self.child_blocks.items() if name != "settings"}
        plain.meta = copy(self.meta)
        plain.meta.form_layout = plain.get_form_layout()
        return plain


def field_error(name, message) -> StructBlockValidationError:
    """An error shown next to one field of a block."""
    return StructBlockValidationError(block_errors={name: ValidationError(message)})


def struct(*, label_format="{title}", **children):
    """A row of a list: the given fields, named by its title while it is closed."""
    return blocks.StructBlock(list(children.items()), label_format=label_format)


def picture(label=None, **kwargs):
    kwargs.setdefault("required", False)
    return PictureChooserBlock(label=label or _("Picture"), **kwargs)


def rich_text(label, **kwargs):
    kwargs.setdefault("features", SIMPLE_TEXT)
    kwargs.setdefault("required", False)
    return blocks.RichTextBlock(label=label, **kwargs)


def line(label, **kwargs):
    kwargs.setdefault("required", False)
    kwargs.setdefault("max_length", 250)
    kwargs.setdefault("default", "")
    return blocks.CharBlock(label=label, **kwargs)


def lines(label, **kwargs):
    kwargs.setdefault("required", False)
    kwargs.setdefault("rows", 3)
    kwargs.setdefault("max_length", 800)
    kwargs.setdefault("default", "")
    return blocks.TextBlock(label=label, **kwargs)


def several(label, child, **kwargs):
    kwargs.setdefault("collapsed", True)
    return blocks.ListBlock(child, label=label, **kwargs)


def number_choice(label, numbers, default):
    return ChoiceBlock(
        label=label,
        choices=[(str(n), str(n)) for n in numbers],
        default=str(default),
        widget=forms.RadioSelect,
    )
