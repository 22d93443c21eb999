"""The blocks that every site has. Their names and fields are stored in pages for good."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from .fields import PluginStreamBlock
from .icons import IconBlock
from .registry import COLUMN, PAGE, offer_block
from .registry import TEXT as IN_TEXT
from .section import (
    ACTIONS,
    FULL_TEXT,
    LISTS,
    MEDIA,
    MORE,
    TEXT,
    LinkBlock,
    SectionBlock,
    line,
    lines,
    number_choice,
    rich_text,
    several,
)

EVERYWHERE = (PAGE, COLUMN, IN_TEXT)


def _struct(**children):
    return blocks.StructBlock(list(children.items()))


def _picture(label=_("Picture"), **kwargs):
    kwargs.setdefault("required", False)
    return ImageChooserBlock(label=label, **kwargs)


class HeroBlock(SectionBlock):
    eyebrow = line(_("Small line above the title"))
    title = line(_("Title"), required=True, max_length=120)
    text = rich_text(_("Text"))
    image = _picture()
    layout = blocks.ChoiceBlock(
        label=_("Layout"),
        choices=[
            ("ornament", _("With a himmeli")),
            ("side", _("Picture beside the text")),
            ("cover", _("Picture behind the text")),
        ],
        default="ornament",
    )
    actions = several(_("Buttons"), LinkBlock(), max_num=3, default=[])

    class Meta:
        icon = "pick"
        label = _("Opening")
        group = ACTIONS
        template = "blocks/hero.html"
        description = _("The first thing on a page: a strong sentence, a few words, a button.")


class RichTextBlock(SectionBlock):
    text = rich_text(_("Text"), features=FULL_TEXT, required=True)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = TEXT
        template = "blocks/rich_text.html"
        description = _("Paragraphs, headings, lists and links.")


class HeadingBlock(SectionBlock):
    text = line(_("Heading"), required=True)
    level = blocks.ChoiceBlock(
        label=_("Size"), choices=[("h2", _("Heading of a section")), ("h3", _("Smaller heading"))], default="h2"
    )
    lead = lines(_("A sentence under it"))

    class Meta:
        icon = "title"
        label = _("Heading")
        group = TEXT
        template = "blocks/heading.html"
        description = _("A heading, with a sentence under it if you like.")


class ImageBlock(SectionBlock):
    image = _picture(required=True)
    alt = line(_("What is in the picture"), help_text=_("For those who can't see it. Empty: the picture's own text."))
    caption = line(_("Caption"))
    size = blocks.ChoiceBlock(
        label=_("Size"),
        choices=[("normal", _("As wide as the text")), ("wide", _("Wider")), ("full", _("Edge to edge"))],
        default="normal",
    )
    link = LinkBlock(label=_("Link"), required=False)

    class Meta:
        icon = "image"
        label = _("Picture")
        group = MEDIA
        template = "blocks/image.html"
        description = _("One picture with a caption.")


class GalleryBlock(SectionBlock):
    title = line(_("Title"))
    images = several(_("Pictures"), _struct(image=_picture(required=True), caption=line(_("Caption"))), min_num=1)
    layout = blocks.ChoiceBlock(
        label=_("Layout"), choices=[("grid", _("Grid")), ("row", _("A row to scroll"))], default="grid"
    )

    class Meta:
        icon = "grip"
        label = _("Gallery")
        group = MEDIA
        template = "blocks/gallery.html"
        description = _("Many pictures, which open large.")


class QuoteBlock(SectionBlock):
    text = lines(_("Quote"), required=True)
    name = line(_("Who said it"))
    role = line(_("Who she or he is"))
    image = _picture(_("Portrait"))

    class Meta:
        icon = "openquote"
        label = _("Quote")
        group = TEXT
        template = "blocks/quote.html"
        description = _("Somebody's own words, large.")


class ButtonsBlock(SectionBlock):
    buttons = several(_("Buttons"), LinkBlock(), min_num=1, max_num=4)
    align = blocks.ChoiceBlock(
        label=_("Place"), choices=[("start", _("At the start")), ("center", _("In the middle"))], default="start"
    )

    class Meta:
        icon = "link"
        label = _("Buttons")
        group = ACTIONS
        template = "blocks/buttons.html"
        description = _("One to four buttons in a row.")


class CardsBlock(SectionBlock):
    title = line(_("Title"))
    intro = lines(_("Introduction"))
    columns = number_choice(_("Cards in a row"), (2, 3, 4), 3)
    cards = several(
        _("Cards"),
        _struct(
            image=_picture(),
            icon=IconBlock(),
            title=line(_("Title"), required=True),
            text=rich_text(_("Text")),
            link=LinkBlock(label=_("Link"), required=False),
        ),
        min_num=1,
    )

    class Meta:
        icon = "table"
        label = _("Cards")
        group = LISTS
        template = "blocks/cards.html"
        description = _("Boxes side by side, each with a picture, a few words and a link.")


class ColumnsBlock(SectionBlock):
    layout = blocks.ChoiceBlock(
        label=_("Layout"),
        choices=[
            ("1-1", _("Two equal columns")),
            ("1-2", _("Narrow and wide")),
            ("2-1", _("Wide and narrow")),
            ("1-1-1", _("Three equal columns")),
        ],
        default="1-1",
    )
    columns = blocks.ListBlock(
        _struct(content=PluginStreamBlock(place=COLUMN, label=_("Content"), required=False)),
        label=_("Columns"),
        min_num=2,
        max_num=3,
    )

    class Meta:
        icon = "duplicate"
        label = _("Columns")
        group = MORE
        template = "blocks/columns.html"
        description = _("Other blocks side by side.")


class FeaturesBlock(SectionBlock):
    title = line(_("Title"))
    intro = lines(_("Introduction"))
    items = several(
        _("Points"),
        _struct(icon=IconBlock(), title=line(_("Title"), required=True), text=rich_text(_("Text"))),
        min_num=1,
    )

    class Meta:
        icon = "list-ul"
        label = _("List of points")
        group = LISTS
        template = "blocks/features.html"
        description = _("What you offer, point by point, with icons.")


class StepsBlock(SectionBlock):
    title = line(_("Title"))
    intro = lines(_("Introduction"))
    style = blocks.ChoiceBlock(
        label=_("Kind"), choices=[("steps", _("Numbered steps")), ("timeline", _("Timeline"))], default="steps"
    )
    items = several(
        _("Steps"),
        _struct(
            label=line(_("Year or label"), help_text=_("For a timeline, such as 2019.")),
            title=line(_("Title"), required=True),
            text=rich_text(_("Text")),
        ),
        min_num=1,
    )

    class Meta:
        icon = "list-ol"
        label = _("Steps or timeline")
        group = LISTS
        template = "blocks/steps.html"
        description = _("How something goes, step by step or year by year.")


class AccordionBlock(SectionBlock):
    title = line(_("Title"))
    intro = lines(_("Introduction"))
    items = several(
        _("Questions"),
        _struct(title=line(_("Question or title"), required=True), text=rich_text(_("Answer"), required=True)),
        min_num=1,
    )

    class Meta:
        icon = "collapse-down"
        label = _("Questions and answers")
        group = LISTS
        template = "blocks/accordion.html"
        description = _("Titles that open when pressed. Good for common questions.")


class TabsBlock(SectionBlock):
    title = line(_("Title"))
    items = several(
        _("Tabs"),
        _struct(title=line(_("Title"), required=True, max_length=40), text=rich_text(_("Text"), required=True)),
        min_num=2,
        max_num=6,
    )

    class Meta:
        icon = "folder-open-1"
        label = _("Tabs")
        group = LISTS
        template = "blocks/tabs.html"
        description = _("A few texts of which one is shown at a time.")


class TableBlock(SectionBlock):
    caption = line(_("What the table tells"), required=True)
    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(label=_("Text"), required=False)),
            ("number", blocks.DecimalBlock(label=_("Number"), required=False)),
            ("rich_text", blocks.RichTextBlock(label=_("Text with links"), features=["bold", "link"], required=False)),
        ],
        label=_("Table"),
    )

    class Meta:
        icon = "table"
        label = _("Table")
        group = LISTS
        template = "blocks/table.html"
        description = _("Rows and columns, such as opening hours or prices.")


class FiguresBlock(SectionBlock):
    title = line(_("Title"))
    items = several(
        _("Figures"),
        _struct(
            number=line(_("Number"), required=True, max_length=20),
            unit=line(_("Unit"), max_length=20),
            label=line(_("What it is"), required=True),
        ),
        min_num=1,
        max_num=6,
    )

    class Meta:
        icon = "decimal"
        label = _("Figures")
        group = LISTS
        template = "blocks/figures.html"
        description = _("A few large numbers, such as how many members you are.")


class PeopleBlock(SectionBlock):
    title = line(_("Title"))
    intro = lines(_("Introduction"))
    people = several(
        _("People"),
        _struct(
            image=_picture(_("Portrait")),
            name=line(_("Name"), required=True),
            role=line(_("Task")),
            text=rich_text(_("Text")),
            email=blocks.EmailBlock(label=_("E-mail"), required=False),
            phone=line(_("Phone"), max_length=40),
        ),
        min_num=1,
    )

    class Meta:
        icon = "group"
        label = _("People")
        group = LISTS
        template = "blocks/people.html"
        description = _("Who you are, with portraits and contact details.")


class LogosBlock(SectionBlock):
    title = line(_("Title"))
    logos = several(
        _("Logos"),
        _struct(
            image=_picture(_("Logo"), required=True),
            name=line(_("Name"), required=True),
            url=blocks.URLBlock(label=_("Address"), required=False),
        ),
        min_num=1,
    )

    class Meta:
        icon = "site"
        label = _("Logos")
        group = MEDIA
        template = "blocks/logos.html"
        description = _("Partners and supporters.")


class DownloadsBlock(SectionBlock):
    title = line(_("Title"))
    files = several(
        _("Files"),
        _struct(
            document=DocumentChooserBlock(label=_("Document")), title=line(_("Title")), text=lines(_("Text"), rows=2)
        ),
        min_num=1,
    )

    class Meta:
        icon = "download"
        label = _("Files to download")
        group = MEDIA
        template = "blocks/downloads.html"
        description = _("Rules, forms, minutes: documents for visitors to download.")


class VideoBlock(SectionBlock):
    url = blocks.URLBlock(label=_("Address of the video"), help_text=_("From YouTube or Vimeo, or a video file."))
    title = line(_("Title"), required=True)
    poster = _picture(_("Picture before it plays"))
    caption = line(_("Caption"))

    class Meta:
        icon = "media"
        label = _("Video")
        group = MEDIA
        template = "blocks/video.html"
        description = _("A video. Nothing is loaded from elsewhere before the visitor presses play.")


class MapBlock(SectionBlock):
    title = line(_("Title"))
    address = lines(_("Address"), rows=2)
    latitude = blocks.DecimalBlock(label=_("Latitude"), min_value=-90, max_value=90, help_text=_("Such as 62.2311"))
    longitude = blocks.DecimalBlock(
        label=_("Longitude"), min_value=-180, max_value=180, help_text=_("Such as 29.8734")
    )
    zoom = blocks.IntegerBlock(label=_("Zoom"), min_value=3, max_value=18, default=13)
    text = rich_text(_("How to get there"))

    class Meta:
        icon = "site"
        label = _("Map")
        group = MEDIA
        template = "blocks/map.html"
        description = _("Where to find you. The map is loaded when the visitor asks for it.")


class ContactFormBlock(SectionBlock):
    title = line(_("Title"))
    intro = lines(_("Introduction"))
    form = blocks.PageChooserBlock(label=_("Form"), page_type="pages.FormPage")

    class Meta:
        icon = "form"
        label = _("Form")
        group = ACTIONS
        template = "blocks/contact_form.html"
        description = _("A form made as a page of its own, shown here.")


class NoticeBlock(SectionBlock):
    kind = blocks.ChoiceBlock(
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
        icon = "info-circle"
        label = _("Notice")
        group = TEXT
        template = "blocks/notice.html"
        description = _("Something everybody should notice.")


class DividerBlock(SectionBlock):
    style = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[("line", _("A line")), ("ornament", _("A small himmeli")), ("space", _("Empty space"))],
        default="line",
    )

    class Meta:
        icon = "horizontalrule"
        label = _("Divider")
        group = MORE
        template = "blocks/divider.html"
        description = _("A line, an ornament or space between two sections.")


class ReusableBlock(SectionBlock):
    section = SnippetChooserBlock("pages.ReusableSection", label=_("Shared section"))

    class Meta:
        icon = "repeat"
        label = _("Shared section")
        group = MORE
        template = "blocks/reusable.html"
        description = _("A section edited in one place and shown on many pages.")


def _offer_all():
    offered = [
        ("hero", HeroBlock(), (PAGE,)),
        ("rich_text", RichTextBlock(), (PAGE, COLUMN, IN_TEXT)),
        ("heading", HeadingBlock(), EVERYWHERE),
        ("image", ImageBlock(), EVERYWHERE),
        ("gallery", GalleryBlock(), (PAGE, IN_TEXT)),
        ("quote", QuoteBlock(), EVERYWHERE),
        ("buttons", ButtonsBlock(), EVERYWHERE),
        ("cards", CardsBlock(), (PAGE,)),
        ("columns", ColumnsBlock(), (PAGE,)),
        ("features", FeaturesBlock(), (PAGE, COLUMN)),
        ("steps", StepsBlock(), EVERYWHERE),
        ("accordion", AccordionBlock(), EVERYWHERE),
        ("tabs", TabsBlock(), (PAGE, COLUMN)),
        ("table", TableBlock(), EVERYWHERE),
        ("figures", FiguresBlock(), (PAGE, COLUMN)),
        ("people", PeopleBlock(), (PAGE,)),
        ("logos", LogosBlock(), (PAGE,)),
        ("downloads", DownloadsBlock(), EVERYWHERE),
        ("video", VideoBlock(), EVERYWHERE),
        ("map", MapBlock(), (PAGE, COLUMN)),
        ("contact_form", ContactFormBlock(), (PAGE, COLUMN)),
        ("notice", NoticeBlock(), EVERYWHERE),
        ("divider", DividerBlock(), EVERYWHERE),
        ("reusable", ReusableBlock(), (PAGE,)),
    ]
    for order, (name, block, places) in enumerate(offered):
        offer_block(name, block, places=places, order=order)


_offer_all()
