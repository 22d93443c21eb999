"""A stream as HTML, one block after the other. A block whose plugin raises is left out.

Most blocks show the same to everybody until content changes. Their HTML is kept in memory under what is stored of them,
so that a page made for one person costs little more than what is hers in it. What they are shown with holds nothing of
the page, the request or the person: what can't be seen can't be kept for somebody else.
"""

import json
from collections.abc import Callable, Iterator
from hashlib import blake2b

from django.utils.translation import get_language
from wagtail.blocks.stream_block import StreamValue

from himmeli.plugins.faults import guarded
from himmeli.stamps.services import remember
from himmeli.themes.current import current_look

from .registry import offers
from .streams import plugin_of_block

Child = StreamValue.StreamChild


def each_block(stream, context: dict, make: Callable[[Child, dict], str]) -> Iterator[str]:
    """What `make(child, context)` answers for each block of a stream, from memory where that is known."""
    for i in range(len(stream)):
        name = stream.type_of(i)
        html = None
        with guarded(plugin_of_block(name), f"block {name}"):
            html = _block(stream, i, context, make)
        # Outside the guard: what is done with it is not the plugin's, and costs it nothing.
        if html is not None:
            yield html


def _block(stream, i, context, make):
    entry = offers.find(stream.type_of(i))
    item = stream.item_as_stored(i)
    if item is None or entry is None or not entry.value.same_for_all:
        return make(stream[i], context)
    stored = blake2b(json.dumps(item, sort_keys=True).encode(), digest_size=16).digest()
    key = (make.__name__, get_language(), current_look().cache_key, stored)
    return remember("content", key, lambda: make(stream[i], {}))
