"""The stream that plugins add their blocks to, and that never loses a block whose plugin is off or gone."""

import json
import uuid
from collections import defaultdict
from contextlib import nullcontext, suppress

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.blocks.stream_block import StreamValue

from himmeli.plugins.activation import active_plugins
from himmeli.plugins.faults import guarded, note_fault

from .choosers import Chosen, chosen_now, reading
from .parked import PARKED, ParkedBlock, Unreadable, id_of_item, type_of_item
from .registry import PAGE, known_block, offered_blocks, offers

# Marks an item that only the stored stream knows in full: the field puts it back. No block has a key of this name.
RESTORE = "himmeli:restore"


def plugin_of_block(name: str) -> str | None:
    entry = offers.find(name)
    return entry.plugin if entry else None


class PluginStreamValue(StreamValue):
    """A stream that keeps what it was read from: an item that its plugin fails to read is parked."""

    def _prefetch_blocks(self, type_name):
        wanted = [
            i for i, raw in enumerate(self._raw_data) if self._bound_blocks[i] is None and raw["type"] == type_name
        ]
        items = [self._raw_data[i] for i in wanted]
        with nullcontext() if chosen_now() is not None else reading(self._chosen):
            children = self.stream_block.bind_items(type_name, items)
        for i, child in zip(wanted, children, strict=True):
            self._bound_blocks[i] = child

    @cached_property
    def _chosen(self):
        return Chosen(self.stream_block, [raw for raw in self._raw_data if raw is not None])

    def type_of(self, i) -> str:
        child = self._bound_blocks[i]
        return self._raw_data[i]["type"] if child is None else child.block_type

    def item_as_stored(self, i) -> dict | None:
        """A block as it is stored, if it can't be otherwise by now: it came from no form, and nobody has read it."""
        return self._raw_data[i] if self._bound_blocks[i] is None else None

    def get_prep_value(self):
        return [self._prep_item(i, child) for i, child in enumerate(self._bound_blocks)]

    def _prep_item(self, i, child):
        raw = self._raw_data[i]
        if child is None:
            if raw["type"] == PARKED:
                return raw["value"]
            if not raw.get("id"):
                raw["id"] = str(uuid.uuid4())
            return raw
        if child.block_type == PARKED:
            return child.value
        if not child.id:
            child.id = str(uuid.uuid4())
        try:
            return child.get_prep_value()
        except Exception as error:
            plugin = plugin_of_block(child.block_type)
            if plugin is None or raw is None:
                raise
            note_fault(plugin, f"block {child.block_type}", error)
            return raw

    def stored_item(self, i):
        """The item as it would be stored, whether its block can be asked or not."""
        return self._prep_item(i, self._bound_blocks[i])


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
        plugins, number = active_plugins(), offers.number
        kept = self._child_blocks
        if kept is None or kept[0] is not plugins or kept[1] != number:
            kept = self._child_blocks = (plugins, number, _ActiveBlocks(self))
        return kept[2]

    @child_blocks.setter
    def child_blocks(self, value):
        self._own = value
        self._child_blocks = None

    # Reading and writing what is stored

    def to_python(self, value):
        if isinstance(value, StreamValue):
            return value
        if isinstance(value, str) and value:
            try:
                return self.stored_to_python(json.loads(value))
            except ValueError:
                return self.empty_value(raw_text=value)
        if isinstance(value, list | tuple) and any(isinstance(item, dict) for item in value):
            return self.stored_to_python(list(value))
        return self._own_value(super().to_python(value))

    def stored_to_python(self, items):
        """The stream of what was stored, whatever that is."""
        if not isinstance(items, list):
            return self.empty_value(raw_text=items)
        return PluginStreamValue(self, [self.park(item) for item in items], is_lazy=True)

    def bulk_to_python(self, values):
        streams = [[self.park(item) for item in stream or ()] for stream in values]
        places = defaultdict(list)
        for s, stream in enumerate(streams):
            for i, item in enumerate(stream):
                places[item["type"]].append((s, i))
        result = [PluginStreamValue(self, stream, is_lazy=True) for stream in streams]
        if chosen_now() is not None:
            # Inside another stream, which has read what is chosen here, too: bound when it is shown.
            for stream in result:
                stream._chosen = chosen_now()
            return result
        for name, placed in places.items():
            children = self.bind_items(name, [streams[s][i] for s, i in placed])
            for (s, i), child in zip(placed, children, strict=True):
                result[s]._bound_blocks[i] = child
        return result

    def bind_items(self, name, items):
        """Children for stored items of one type, read in one go. Where the block raises, they are parked."""
        block = self.child_blocks[name]
        with guarded(plugin_of_block(name), f"block {name}"):
            values = list(block.bulk_to_python([item["value"] for item in items]))
            return [
                StreamValue.StreamChild(block, value, id=item.get("id"))
                for item, value in zip(items, values, strict=True)
            ]
        return [StreamValue.StreamChild(self.parked, item, id=id_of_item(item)) for item in items]

    def park(self, item):
        name = type_of_item(item)
        if name and name != PARKED and name in self.child_blocks:
            return item
        return {"type": PARKED, "value": item, "id": id_of_item(item)}

    def get_prep_value(self, value):
        return value.get_prep_value() if value else []

    def empty_value(self, raw_text=None):
        return PluginStreamValue(self, [], raw_text=raw_text)

    def clean(self, value):
        return self._own_value(super().clean(value))

    def _own_value(self, value):
        if isinstance(value, PluginStreamValue):
            return value
        own = PluginStreamValue(self, [])
        own.__dict__.update(value.__dict__)
        return own

    # The form

    def get_form_state(self, value):
        return [self._form_state_of(value, i, child) for i, child in enumerate(value or ())]

    def _form_state_of(self, value, i, child):
        name = child.block_type
        with guarded(plugin_of_block(name), f"block {name} in the editor"):
            return {"type": name, "value": child.block.get_form_state(child.value), "id": child.id}
        return {"type": PARKED, "value": self.parked.get_form_state(value.stored_item(i)), "id": child.id}

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
        items.sort(key=lambda entry: entry[:2])
        return PluginStreamValue(self, [item for _, _, item in items])

    def _value_of_item(self, name, item_id, data, files, prefix):
        if name == PARKED:
            return PARKED, self._parked_value(item_id, data, files, prefix)
        if name in self.child_blocks:
            plugin = plugin_of_block(name)
            with guarded(plugin, f"block {name} in the editor"):
                return name, self.child_blocks[name].value_from_datadict(data, files, prefix)
            return PARKED, {"type": name, "id": item_id, RESTORE: True}
        return PARKED, _vanished_item(name, item_id, data, files, prefix)

    def _parked_value(self, item_id, data, files, prefix):
        try:
            item = self.parked.value_from_datadict(data, files, prefix)
        except Unreadable:
            return {"id": item_id, RESTORE: True}
        known = id_of_item(item)
        if known and known != item_id:
            # A duplicate: the same block twice, but not the same id twice.
            return {**item, "id": item_id or str(uuid.uuid4())}
        return item

    # What is made of a stream

    def render_basic(self, value, context=None):
        shown = PluginStreamValue(self, [])
        shown._bound_blocks = [child for child in value if child.block_type != PARKED]
        return super().render_basic(shown, context=context)

    def get_api_representation(self, value, context=None):
        return [
            {
                "type": child.block_type,
                "value": child.block.get_api_representation(child.value, context=context),
                "id": child.id,
            }
            for child in value or ()
            if child.block_type != PARKED
        ]

    def get_searchable_content(self, value):
        content = []
        for child in value if self.search_index else ():
            with guarded(plugin_of_block(child.block_type), f"block {child.block_type} in search"):
                content.extend(child.block.get_searchable_content(child.value))
        return content

    def extract_references(self, value):
        for child in value:
            found = []
            with guarded(plugin_of_block(child.block_type), f"block {child.block_type} in references"):
                found = list(child.block.extract_references(child.value))
            for model, object_id, model_path, content_path in found:
                yield (
                    model,
                    object_id,
                    f"{child.block_type}.{model_path}" if model_path else child.block_type,
                    f"{child.id}.{content_path}" if content_path else child.id,
                )

    # Definition

    def deconstruct(self):
        return "himmeli.blocks.fields.PluginStreamBlock", [], {"place": self.place}

    def deconstruct_with_lookup(self, lookup):
        return self.deconstruct()

    def check(self, **kwargs):
        return []


def _vanished_item(name, item_id, data, files, prefix):
    """What the form holds of a block that is not active any more; the field compares it with what is stored."""
    marked = {"type": name, "id": item_id, RESTORE: True}
    entry = offers.find(name)
    if entry is not None:
        block = entry.value.block
        with guarded(entry.plugin, f"block {name} in the editor"):
            typed = block.value_from_datadict(data, files, prefix)
            # Cleaned, for only then a number is a number. What is not valid is kept if nothing is stored.
            with suppress(ValidationError):
                marked["value"] = block.get_prep_value(block.clean(typed))
            marked["typed"] = block.get_prep_value(typed)
    return marked


class _ActiveBlocks(dict):
    """{name: block} of a stream. Iterated, it gives what is offered here now; asked by name, any active block.

    The parked block stands for those of plugins that are off: wagtail-localize asks for them by name, to label texts
    it has found before.
    """

    def __init__(self, stream):
        self._parked = stream.parked
        super().__init__({**stream._own, **offered_blocks(stream.place), PARKED: stream.parked})

    def __contains__(self, name):
        return super().__contains__(name) or known_block(name) is not None

    def __missing__(self, name):
        block = known_block(name)
        if block is None and offers.find(name) is not None:
            return self._parked
        if block is None:
            raise KeyError(name)
        return block


__all__ = ["PARKED", "RESTORE", "PluginStreamBlock", "PluginStreamValue", "plugin_of_block"]
