"""The stream that plugins add their blocks to, and that never loses a block whose plugin is off or gone."""

import json

from django.db import models
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.admin.telepath import register as register_adapter
from wagtail.blocks.stream_block import StreamBlockAdapter
from wagtail.fields import StreamField

from himmeli.plugins.activation import active_plugins
from himmeli.plugins.faults import guarded

from .parked import ParkedBlock, ParkedBlockAdapter
from .registry import COLUMN, PAGE, TEXT, known_block, offered_blocks, offers

PARKED = "parked"
# Marks an item of a plugin that vanished while its form was open: the field puts back what was stored.
RESTORE = "restore"


class PluginStreamBlock(blocks.StreamBlock):
    """A stream whose child blocks are those that are active now.

    An item of an unknown type is read in as a read-only `parked` item and written back as it was. `bulk_to_python` is
    the way in for streams nested in other blocks, `to_python` for all others.
    """

    def __init__(self, *args, place=PAGE, **kwargs):
        self.place = place
        self.parked = ParkedBlock()
        self.parked.set_name(PARKED)
        super().__init__(*args, **kwargs)

    @property
    def child_blocks(self):
        now = (active_plugins(), len(offers.entries()))
        if self._child_blocks_of != now:
            self._child_blocks, self._child_blocks_of = _ActiveBlocks(self), now
        return self._child_blocks

    @child_blocks.setter
    def child_blocks(self, value):
        self._own = value
        self._child_blocks_of = None

    def to_python(self, value):
        if isinstance(value, str) and value:
            try:
                value = json.loads(value)
            except ValueError:
                return super().to_python(value)
        if isinstance(value, list) and value and isinstance(value[0], dict):
            value = [self.park(item) for item in value]
        return super().to_python(value)

    def bulk_to_python(self, values):
        return super().bulk_to_python([[self.park(item) for item in stream] for stream in values])

    def get_prep_value(self, value):
        return [self.unpark(item) for item in super().get_prep_value(value)]

    def park(self, item):
        known = isinstance(item, dict) and item.get("type") in self.child_blocks and item.get("type") != PARKED
        if known:
            return item
        kept_id = item.get("id") if isinstance(item, dict) else None
        return {"type": PARKED, "value": item, "id": kept_id}

    def unpark(self, item):
        return item["value"] if item["type"] == PARKED and item["value"] is not None else item

    def value_from_datadict(self, data, files, prefix):
        """As Wagtail's, but what a form still holds of a plugin that was switched off meanwhile is kept, too."""
        items = []
        for i in range(int(data[f"{prefix}-count"])):
            if data[f"{prefix}-{i}-deleted"]:
                continue
            name, item_id = data[f"{prefix}-{i}-type"], data.get(f"{prefix}-{i}-id") or None
            order = int(data[f"{prefix}-{i}-order"])
            name, value = self._value_of_item(name, item_id, data, files, f"{prefix}-{i}-value")
            items.append((order, i, (name, value, item_id)))
        return blocks.StreamValue(self, [item for _, _, item in sorted(items, key=lambda entry: entry[:2])])

    def _value_of_item(self, name, item_id, data, files, prefix):
        if name in self.child_blocks:
            return name, self.child_blocks[name].value_from_datadict(data, files, prefix)
        entry = offers.find(name)
        if entry is None:
            return PARKED, {"type": name, "id": item_id, RESTORE: True}
        block = entry.value.block
        value = block.get_prep_value(block.value_from_datadict(data, files, prefix))
        return PARKED, {"type": name, "value": value, "id": item_id}

    def deconstruct(self):
        return "himmeli.blocks.fields.PluginStreamBlock", [], {"place": self.place}

    def deconstruct_with_lookup(self, lookup):
        return self.deconstruct()

    def check(self, **kwargs):
        return []


class _ActiveBlocks(dict):
    """{name: block} of a stream. Iterated, it gives what is offered here now; asked by name, any active block."""

    def __init__(self, stream):
        super().__init__({**stream._own, **offered_blocks(stream.place), PARKED: stream.parked})

    def __contains__(self, name):
        return super().__contains__(name) or known_block(name) is not None

    def __missing__(self, name):
        block = known_block(name)
        if block is None:
            raise KeyError(name)
        return block


class PluginStreamBlockAdapter(StreamBlockAdapter):
    js_constructor = "himmeli.blocks.PluginStreamBlock"

    @cached_property
    def media(self):
        return super().media + ParkedBlockAdapter().media


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

    def save_form_data(self, instance, data):
        """Put back, by id, stored items whose plugin vanished from the machine while the form was open."""
        posted = self.stream_block.get_prep_value(data)
        if RESTORE in json.dumps(posted):
            stored = {}
            _collect_items(self.get_prep_value(getattr(instance, self.name)), stored)
            data = self.to_python(_put_back(posted, stored))
        super().save_form_data(instance, data)


def _collect_items(value, found):
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        if isinstance(part, dict) and part.get("id") and "type" in part:
            found[part["id"]] = part
        _collect_items(part, found)


def _put_back(value, stored):
    if isinstance(value, dict):
        if value.get(RESTORE) is True:
            return stored.get(value["id"])
        return {key: _put_back(part, stored) for key, part in value.items()}
    if isinstance(value, list):
        return [part for part in (_put_back(part, stored) for part in value) if part is not None]
    return value


def render_guarded(child, context) -> str:
    """The HTML of one block in a stream; empty when its plugin raises."""
    entry = offers.find(child.block_type)
    with guarded(entry.plugin if entry else None, f"block {child.block_type}"):
        return child.render(context)
    return ""


__all__ = ["COLUMN", "PAGE", "TEXT", "PluginStreamBlock", "PluginStreamField", "render_guarded"]
