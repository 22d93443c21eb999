from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from himmeli.blocks.registry import offer_block
from himmeli.blocks.section import SectionBlock, line

from .boom import boom


class WordsBlock(SectionBlock):
    """A title, and numbers that JSON tells apart."""

    title = line(_("Title"))
    ratio = blocks.FloatBlock(required=False)
    words = blocks.ListBlock(blocks.CharBlock(), default=[])

    class Meta:
        template = "broken/blocks/words.html"
        icon = "pilcrow"
        label = _("Broken words")

    bulk_to_python = to_python = get_default = render = get_form_state = boom
    get_searchable_content = extract_references = value_from_datadict = boom


offer_block("broken_words", WordsBlock(), places=("page", "column", "text"))
