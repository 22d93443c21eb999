from django.utils.translation import gettext_lazy as _

from himmeli.blocks.registry import COLUMN, PAGE, TEXT, offer_block
from himmeli.blocks.section import MORE, SectionBlock, line, lines


class PersonalDataBlock(SectionBlock):
    """What the site keeps of people, told by the site itself: it stays true when plugins come and go."""

    title = line(_("Title"))
    intro = lines(_("Introduction"))

    class Meta:
        icon = "h-shield-check"
        label = _("What we keep of people")
        group = MORE
        template = "privacy/blocks/personal_data.html"
        description = _("For your privacy page: what this site keeps of people, why and how long. It writes itself.")
        preview_value = {"title": _("What we keep of you")}
        label_format = "{title}"


offer_block("personal_data", PersonalDataBlock(), places=(PAGE, COLUMN, TEXT), order=90, same_for_all=True)
