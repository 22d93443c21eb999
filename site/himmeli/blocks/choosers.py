"""What blocks show by its id (pictures, pages, documents), read for a whole stream at once.

Wagtail reads it one type of block after the other: a page made of ten types would ask for its pictures ten times.
"""

from collections import defaultdict
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock as WagtailDocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock


class Chosen:
    """What is chosen in stored items of a stream, nested ones too: read when it is first asked for, one query a model.

    Without items it knows nothing.
    """

    def __init__(self, stream_block=None, items=()):
        self._stream_block, self._items = stream_block, items

    def of(self, model) -> dict:
        """{id: object} of one model."""
        if model not in self._things:
            self._things[model] = model.objects.in_bulk(self._ids[model]) if self._ids[model] else {}
        return self._things[model]

    @cached_property
    def _things(self):
        return {}

    @cached_property
    def _ids(self):
        ids = defaultdict(set)
        if self._stream_block is not None:
            _collect(self._stream_block, self._items, ids)
        return ids


_chosen: ContextVar[Chosen | None] = ContextVar("chosen", default=None)


def chosen_now() -> Chosen | None:
    """What is chosen in the stream that is being read, if one is."""
    return _chosen.get()


@contextmanager
def reading(chosen: Chosen):
    """Let the choosers inside take their objects from there."""
    token = _chosen.set(chosen)
    try:
        yield
    finally:
        _chosen.reset(token)


def words_only():
    """For what reads a stream for its words alone, such as search: nothing that was chosen is read."""
    return reading(Chosen())


class Gathered:
    """Mixin for a chooser block: takes its objects from what was read for the whole stream."""

    def bulk_to_python(self, values):
        chosen = chosen_now()
        if chosen is None:
            return super().bulk_to_python(values)
        things = chosen.of(self.model_class)
        return [things.get(value) for value in values]


class PictureChooserBlock(Gathered, ImageChooserBlock):
    pass


class PageChooserBlock(Gathered, blocks.PageChooserBlock):
    pass


class DocumentChooserBlock(Gathered, WagtailDocumentChooserBlock):
    pass


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
