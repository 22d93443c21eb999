"""Mends what wagtail-localize trips over."""

from functools import wraps

from wagtail_localize.segments.extract import StreamFieldSegmentExtractor


def install():
    StreamFieldSegmentExtractor.handle_block = _without_empty(StreamFieldSegmentExtractor.handle_block)


def _without_empty(handle_block):
    """A field that a block got after the page was written has no value in it: nothing to translate, and no error."""

    @wraps(handle_block)
    def handle(self, block_type, block_value, *args, **kwargs):
        return [] if block_value is None else handle_block(self, block_type, block_value, *args, **kwargs)

    return handle
