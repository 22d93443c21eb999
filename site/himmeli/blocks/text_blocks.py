"""Blocks of words."""

from django.utils.translation import gettext_lazy as _

from .previews import sample
from .section import FULL_TEXT, TEXT, ChoiceBlock, SectionBlock, line, lines, picture, rich_text


class RichTextBlock(SectionBlock):
    text = rich_text(_("Text"), features=FULL_TEXT, required=True)

    class Meta:
        icon = "h-file-text"
        label = _("Text")
        group = TEXT
        template = "blocks/rich_text.html"
        description = _("Paragraphs, headings, lists and links.")
        preview_value = sample("rich_text")


class HeadingBlock(SectionBlock):
    text = line(_("Heading"), required=True)
    level = ChoiceBlock(
        label=_("Size"), choices=[("h2", _("Heading of a section")), ("h3", _("Smaller heading"))], default="h2"
    )
    lead = lines(_("A sentence under it"))

    class Meta:
        icon = "h-pen-line"
        label = _("Heading")
        group = TEXT
        template = "blocks/heading.html"
        description = _("A heading, with a sentence under it if you like.")
        preview_value = sample("heading")
        label_format = "{text}"


class QuoteBlock(SectionBlock):
    text = lines(_("Quote"), required=True)
    name = line(_("Who said it"))
    role = line(_("Who she or he is"))
    image = picture(_("Portrait"))

    class Meta:
        icon = "h-quote"
        label = _("Quote")
        group = TEXT
        template = "blocks/quote.html"
        description = _("Somebody's own words, large.")
        preview_value = sample("quote")
        label_format = "{name}"


class NoticeBlock(SectionBlock):
    kind = ChoiceBlock(
        label=_("Kind"),
        choices=[
            ("info", _("Good to know")),
            ("success", _("Good news")),
            ("warning", _("Take note")),
            ("danger", _("Important")),
        ],
        default="info",
    )
    title = line(_("Title"))
    text = rich_text(_("Text"), required=True)

    class Meta:
        icon = "h-info"
        label = _("Notice")
        group = TEXT
        template = "blocks/notice.html"
        description = _("Something everybody should notice.")
        preview_value = sample("notice")
        label_format = "{title}"
