"""The model field for pages composed of blocks."""

from contextlib import suppress

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from wagtail.admin.telepath import JSContext
from wagtail.admin.telepath import register as register_adapter
from wagtail.blocks.stream_block import StreamBlockAdapter
from wagtail.fields import StreamField

from himmeli.plugins.faults import guarded

from .parked import PARKED, ParkedBlockAdapter
from .registry import COLUMN, PAGE, TEXT, offers
from .streams import RESTORE, PluginStreamBlock, plugin_of_block


class PluginStreamBlockAdapter(StreamBlockAdapter):
    js_constructor = "himmeli.blocks.PluginStreamBlock"

    def js_args(self, block):
        name, groups, _, meta = super().js_args(_WithoutFailing(block))
        usable = [child for _, children in groups for child in children]
        states = {child.name: child.get_form_state(child.get_default()) for child in usable}
        return [name, groups, states, meta]

    @cached_property
    def media(self):
        return super().media + ParkedBlockAdapter().media


class _WithoutFailing:
    """A stream block as its adapter sees it: without blocks of plugins that can't be put into a form."""

    child_blocks = {}

    def __init__(self, block):
        self._block = block

    def __getattr__(self, name):
        return getattr(self._block, name)

    def grouped_child_blocks(self):
        groups = self._block.grouped_child_blocks()
        return [(group, [child for child in children if _fits_a_form(child)]) for group, children in groups]


def _fits_a_form(block):
    plugin = plugin_of_block(block.name)
    if plugin is None:
        return True
    with guarded(plugin, f"block {block.name} in the editor"):
        JSContext().pack(block)
        JSContext().pack(block.get_form_state(block.get_default()))
        return True
    return False


register_adapter(PluginStreamBlockAdapter(), PluginStreamBlock)


class PluginStreamField(StreamField):
    """A StreamField of PluginStreamBlock. Keeps block definitions out of migrations, so that a plugin's blocks never
    change another app's migrations."""

    def __init__(self, block_types=None, *, place=PAGE, **kwargs):
        self.place = place
        kwargs.pop("block_lookup", None)
        super().__init__(PluginStreamBlock(place=place), **kwargs)

    def deconstruct(self):
        # Not StreamField's own, which would write every block into the migration.
        name, path, _, kwargs = models.Field.deconstruct(self)
        if self.place != PAGE:
            kwargs["place"] = self.place
        return name, path, [], kwargs

    def from_db_value(self, value, expression, connection):
        stored = self.json_field.from_db_value(value, expression, connection)
        if isinstance(stored, list):
            stream = self.stream_block.stored_to_python(stored)
            stream._stream_field = self
            return stream
        return self.to_python(stored)

    def save_form_data(self, instance, data):
        """Put back, by id, stored items whose plugin was switched off or vanished while the form was open."""
        posted = self.stream_block.get_prep_value(data)
        if _has_marks(posted):
            stored = {}
            collect_items(self.get_prep_value(getattr(instance, self.name)), stored)
            data = self.stream_block.stored_to_python(_put_back(posted, stored))
        super().save_form_data(instance, data)


def _parts(value):
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def _is_marked(value):
    return isinstance(value, dict) and value.get(RESTORE) is True


def _has_marks(value):
    return _is_marked(value) or any(_has_marks(part) for part in _parts(value))


def collect_items(value, found):
    """Gather {id: stored item} of everything in a stored stream, nested streams too."""
    for part in _parts(value):
        if isinstance(part, dict) and isinstance(part.get("id"), str) and "type" in part:
            found[part["id"]] = part
        collect_items(part, found)


def _put_back(value, stored):
    if isinstance(value, dict):
        return {key: _put_back(part, stored) for key, part in value.items()}
    if isinstance(value, list):
        parts = [_restored(part, stored) if _is_marked(part) else _put_back(part, stored) for part in value]
        return [part for part, before in zip(parts, value, strict=True) if part is not None or not _is_marked(before)]
    return value


def _restored(marked, stored):
    """The stored item; with what was typed in the open form, if anything was. None when nothing is known of it."""
    item = stored.get(marked["id"])
    if item is None and "typed" in marked:
        return {"type": marked["type"], "value": marked.get("value", marked["typed"]), "id": marked["id"]}
    if item is None or "value" not in marked:
        return item
    return item if _in_words_of_block(item) == marked["value"] else {**item, "value": marked["value"]}


def _in_words_of_block(item):
    """A stored value as its block would write it, to tell whether the form changed it."""
    entry = offers.find(item["type"])
    with guarded(entry.plugin, f"block {item['type']} in the editor"), suppress(ValidationError):
        block = entry.value.block
        return block.get_prep_value(block.clean(block.to_python(item["value"])))
    return None


__all__ = ["COLUMN", "PAGE", "PARKED", "TEXT", "PluginStreamBlock", "PluginStreamField"]
