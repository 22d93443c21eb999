"""Blocks that repeat something: cards, people, steps, questions."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from .icons import IconBlock
from .previews import sample
from .section import (
    LISTS,
    ChoiceBlock,
    LinkBlock,
    SectionBlock,
    field_error,
    line,
    lines,
    number_choice,
    picture,
    rich_text,
    several,
    struct,
)


class CardsBlock(SectionBlock):
    title = line(_("Title"))
    intro = lines(_("Introduction"))
    columns = number_choice(_("Cards in a row"), (2, 3, 4), 3)
    cards = several(
        _("Cards"),
        struct(
            image=picture(),
            icon=IconBlock(),
            title=line(_("Title"), required=True),
            text=rich_text(_("Text")),
            link=LinkBlock(label=_("Link"), required=False),
        ),
        min_num=1,
        max_num=40,
    )

    class Meta:
        icon = "h-layout-grid"
        label = _("Cards")
        group = LISTS
        template = "blocks/cards.html"
        description = _("Boxes side by side, each with a picture, a few words and a link.")
        preview_value = sample("cards")
        label_format = "{title}"


class FeaturesBlock(SectionBlock):
    title = line(_("Title"))
    intro = lines(_("Introduction"))
    items = several(
        _("Points"),
        struct(icon=IconBlock(), title=line(_("Title"), required=True), text=rich_text(_("Text"))),
        min_num=1,
        max_num=24,
    )

    class Meta:
        icon = "h-list-checks"
        label = _("List of points")
        group = LISTS
        template = "blocks/features.html"
        description = _("What you offer, point by point, with icons.")
        preview_value = sample("features")
        label_format = "{title}"


class StepsBlock(SectionBlock):
    title = line(_("Title"))
    intro = lines(_("Introduction"))
    style = ChoiceBlock(
        label=_("Kind"), choices=[("steps", _("Numbered steps")), ("timeline", _("Timeline"))], default="steps"
    )
    items = several(
        _("Steps"),
        struct(
            label=line(_("Year or label"), help_text=_("For a timeline, such as 2019.")),
            title=line(_("Title"), required=True),
            text=rich_text(_("Text")),
        ),
        min_num=1,
        max_num=40,
    )

    class Meta:
        icon = "h-list"
        label = _("Steps or timeline")
        group = LISTS
        template = "blocks/steps.html"
        description = _("How something goes, step by step or year by year.")
        preview_value = sample("steps")
        label_format = "{title}"


class AccordionBlock(SectionBlock):
    title = line(_("Title"))
    intro = lines(_("Introduction"))
    items = several(
        _("Questions"),
        struct(title=line(_("Question or title"), required=True), text=rich_text(_("Answer"), required=True)),
        min_num=1,
        max_num=60,
    )

    class Meta:
        icon = "h-circle-help"
        label = _("Questions and answers")
        group = LISTS
        template = "blocks/accordion.html"
        description = _("Titles that open when pressed. Good for common questions.")
        preview_value = sample("accordion")
        label_format = "{title}"


class TabsBlock(SectionBlock):
    title = line(_("Title"))
    items = several(
        _("Tabs"),
        struct(title=line(_("Title"), required=True, max_length=40), text=rich_text(_("Text"), required=True)),
        min_num=2,
        max_num=6,
    )

    class Meta:
        icon = "h-folder"
        label = _("Tabs")
        group = LISTS
        template = "blocks/tabs.html"
        description = _("A few texts of which one is shown at a time.")
        preview_value = sample("tabs")
        label_format = "{title}"


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

    def clean(self, value):
        value = super().clean(value)
        if not value["table"].columns and not self.is_deferred_validation:
            raise field_error("table", _("Add at least one column to the table."))
        return value

    class Meta:
        icon = "h-clipboard-list"
        label = _("Table")
        group = LISTS
        template = "blocks/table.html"
        description = _("Rows and columns, such as opening hours or prices.")
        preview_value = sample("table")
        label_format = "{caption}"


class FiguresBlock(SectionBlock):
    title = line(_("Title"))
    items = several(
        _("Figures"),
        struct(
            number=line(_("Number"), required=True, max_length=20),
            unit=line(_("Unit"), max_length=20),
            label=line(_("What it is"), required=True),
            label_format="{number} {unit} {label}",
        ),
        min_num=1,
        max_num=6,
    )

    class Meta:
        icon = "h-chart-column"
        label = _("Figures")
        group = LISTS
        template = "blocks/figures.html"
        description = _("A few large numbers, such as how many members you are.")
        preview_value = sample("figures")
        label_format = "{title}"


class PeopleBlock(SectionBlock):
    title = line(_("Title"))
    intro = lines(_("Introduction"))
    people = several(
        _("People"),
        struct(
            image=picture(_("Portrait")),
            name=line(_("Name"), required=True),
            role=line(_("Task")),
            text=rich_text(_("Text")),
            email=blocks.EmailBlock(label=_("E-mail"), required=False),
            phone=blocks.RegexBlock(
                label=_("Phone"),
                required=False,
                max_length=40,
                regex=r"^[+()\d][\d\s()/.-]*$",
                error_messages={"invalid": _("Write a telephone number, such as +358 40 123 4567.")},
            ),
            label_format="{name}",
        ),
        min_num=1,
        max_num=60,
    )

    class Meta:
        icon = "h-users-round"
        label = _("People")
        group = LISTS
        template = "blocks/people.html"
        description = _("Who you are, with portraits and contact details.")
        preview_value = sample("people")
        label_format = "{title}"
