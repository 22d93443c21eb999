"""Values for any block, made from its definition: everything filled in, only what is required, or hostile."""

from datetime import date

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
# Where the browser makes an address of what an editor wrote.
HOSTILE_ADDRESSES = {"url": "javascript:alert(1)"}


class Maker:
    """`things` has a picture, a document, a page, a form page and a section to choose."""

    def __init__(self, things, *, only_required=False, hostile=False):
        self.things, self.only_required, self.hostile = things, only_required, hostile

    def value(self, block, name=""):
        if isinstance(block, blocks.StructBlock):
            return block.normalize({key: self.value(child, key) for key, child in block.child_blocks.items()})
        if isinstance(block, blocks.ListBlock):
            number = max(block.meta.min_num or 0, 1 if self.only_required else 2)
            return block.normalize([self.value(block.child_block) for _ in range(number)])
        if isinstance(block, TypedTableBlock):
            return block.to_python(self._table())
        if isinstance(block, blocks.StreamBlock):
            return block.normalize([])
        if self.only_required and not block.required:
            return block.get_default()
        return self._field(block, name)

    def _table(self):
        words = HOSTILE if self.hostile else "Päivä"
        columns = [{"type": "text", "heading": words}, {"type": "number", "heading": words}]
        return {"columns": columns, "rows": [{"values": [words, "12.5"]}]}

    def _field(self, block, name):
        if isinstance(block, ImageChooserBlock):
            return self.things["picture"]
        if isinstance(block, DocumentChooserBlock):
            return self.things["document"]
        if isinstance(block, SnippetChooserBlock):
            return self.things["section"]
        if isinstance(block, blocks.PageChooserBlock):
            return self.things["form" if name == "form" else "page"]
        if isinstance(block, blocks.BooleanBlock):
            return False
        if isinstance(block, blocks.ChoiceBlock):
            return self._choice(block)
        if isinstance(block, blocks.RichTextBlock):
            return block.normalize("<p>Teksti ja <b>lihavaa</b>.</p>")
        if isinstance(block, blocks.IntegerBlock):
            return 10
        if isinstance(block, blocks.DecimalBlock):
            return block.normalize("45.5")
        if isinstance(block, blocks.DateBlock):
            return date(2026, 6, 24)
        if isinstance(block, blocks.EmailBlock):
            return "aino@example.org"
        if isinstance(block, blocks.RegexBlock):
            return "anchor" if name == "anchor" else "040 123 4567"
        if name == "url":
            return "https://youtu.be/dQw4w9WgXcQ" if not self.hostile else HOSTILE_ADDRESSES["url"]
        return HOSTILE if self.hostile else "Sanoja"

    def _choice(self, block):
        values = [value for value, label in block.field.choices if value]
        return values[-1] if values else block.get_default()
