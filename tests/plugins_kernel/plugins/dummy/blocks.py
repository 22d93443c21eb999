from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from himmeli.blocks.registry import offer_block
from himmeli.blocks.section import SectionBlock, line


class WordsBlock(SectionBlock):
    """A title, and numbers that JSON tells apart."""

    title = line(_("Title"))
    ratio = blocks.FloatBlock(required=False)
    words = blocks.ListBlock(blocks.CharBlock(), default=[])

    class Meta:
        template = "dummy/blocks/words.html"
        icon = "pilcrow"
        label = _("Dummy words")


offer_block("dummy_words", WordsBlock(), places=("page", "column", "text"))
