"""What blocks show by its id (pictures, pages, documents), read for a whole stream at once.

Wagtail reads it one type of block after the other: a page made of ten types would ask for its pictures ten times.
"""

from collections import defaultdict
from contextlib import contextmanager
from contextvars import ContextVar

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock as WagtailDocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

# {model: {id: object}} of the stream that is being read.
_gathered: ContextVar[dict | None] = ContextVar("gathered", default=None)


class Gathered:
    """Mixin for a chooser block: takes its objects from what was read for the whole stream."""

    def bulk_to_python(self, values):
        gathered = _gathered.get()
        if gathered is None:
            return super().bulk_to_python(values)
        things = gathered.get(self.model_class, {})
        return [things.get(value) for value in values]


class PictureChooserBlock(Gathered, ImageChooserBlock):
    pass


class PageChooserBlock(Gathered, blocks.PageChooserBlock):
    pass


class DocumentChooserBlock(Gathered, WagtailDocumentChooserBlock):
    pass


@contextmanager
def reading(gathered):
    """Let the choosers inside take their objects from `gathered`, which `gather` made."""
    token = _gathered.set(gathered)
    try:
        yield
    finally:
        _gathered.reset(token)


def words_only():
    """For what reads a stream for its words alone, such as search: nothing that was chosen is read."""
    return reading({})


def is_reading() -> bool:
    return _gathered.get() is not None


def gather(stream_block, items) -> dict:
    """{model: {id: object}} of everything chosen in stored items of a stream, nested ones too: one query a model."""
    ids = defaultdict(set)
    _collect(stream_block, items, ids)
    return {model: model.objects.in_bulk(chosen) for model, chosen in ids.items()}


def _collect(block, value, ids):
    if isinstance(block, Gathered):
        if isinstance(value, int | str) and value != "":
            ids[block.model_class].add(value)
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items() if isinstance(value, dict) else ():
            _collect(child, value.get(name), ids)
    elif isinstance(block, blocks.BaseStreamBlock):
        for item in value or ():
            if isinstance(item, dict) and item.get("type") in block.child_blocks:
                _collect(block.child_blocks[item["type"]], item.get("value"), ids)
    elif isinstance(block, blocks.ListBlock):
        for item in value or ():
            is_wrapped = isinstance(item, dict) and item.get("type") == "item"
            _collect(block.child_block, item.get("value") if is_wrapped else item, ids)
