"""Blocks that begin a page or lead on from it."""

from django.utils.translation import gettext_lazy as _

from .choosers import PageChooserBlock
from .previews import sample, sample_form
from .section import ACTIONS, ChoiceBlock, LinkBlock, SectionBlock, line, lines, picture, rich_text, several


class HeroBlock(SectionBlock):
    eyebrow = line(_("Small line above the title"))
    title = line(_("Title"), required=True, max_length=120)
    text = rich_text(_("Text"))
    image = picture()
    layout = ChoiceBlock(
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
        icon = "h-sparkles"
        label = _("Opening")
        group = ACTIONS
        template = "blocks/hero.html"
        description = _("The first thing on a page: a strong sentence, a few words, a button.")
        preview_value = sample("hero")
        label_format = "{title}"


class ButtonsBlock(SectionBlock):
    buttons = several(_("Buttons"), LinkBlock(), min_num=1, max_num=4)
    align = ChoiceBlock(
        label=_("Place"), choices=[("start", _("At the start")), ("center", _("In the middle"))], default="start"
    )

    class Meta:
        icon = "h-square-check"
        label = _("Buttons")
        group = ACTIONS
        template = "blocks/buttons.html"
        description = _("One to four buttons in a row.")
        preview_value = sample("buttons")


class ContactFormBlock(SectionBlock):
    title = line(_("Title"))
    intro = lines(_("Introduction"))
    form = PageChooserBlock(
        label=_("Form"),
        page_type="pages.FormPage",
        help_text=_("Make the form first, as a page of its own: there you write its questions and read the answers."),
    )

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        page = value.get("form")
        page = page.specific if page else None
        context["heading"] = value.get("title") or (page.title if page else "")
        if page is not None and page.live:
            context["form_page"], context["block_form"] = page, page.get_form(page=page)
        elif parent_context and parent_context.get("is_sample"):
            context["block_form"] = sample_form()
        return context

    class Meta:
        icon = "h-mail"
        label = _("Form")
        group = ACTIONS
        template = "blocks/contact_form.html"
        description = _("A form made as a page of its own, shown here.")
        preview_value = sample("contact_form")
        label_format = "{title}"
