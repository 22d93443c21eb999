from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html_join

from himmeli.blocks.rendering import each_block
from himmeli.blocks.section import safe_address

register = template.Library()
register.filter("safe_address", safe_address)

SECTION = "himmeli/partials/section.html"


@register.simple_tag(takes_context=True)
def render_stream(context, stream):
    """The blocks of a stream, each in its section. A block whose plugin raises is left out."""
    return _joined(each_block(stream, context.flatten(), section_html))


@register.simple_tag(takes_context=True)
def render_plain_stream(context, stream):
    """The blocks of a stream one after the other, without sections: for columns and long texts."""
    return _joined(each_block(stream, context.flatten(), block_html))


def _joined(parts):
    return format_html_join("\n", "{}", ((part,) for part in parts))


def block_html(child, values):
    return child.render(values)


def section_html(child, values):
    html = child.render(values)
    if not html.strip():
        return ""
    settings = child.value.get("settings") if hasattr(child.value, "get") else None
    return render_to_string(SECTION, {"html": html, "settings": settings, "name": child.block_type})


@register.simple_tag(takes_context=True)
def render_sample(context, bound_block):
    """A block of the block chooser, in its section, as it would stand on a page."""
    html = bound_block.render({**context.flatten(), "is_sample": True})
    return render_to_string(SECTION, {"html": html, "settings": None, "name": bound_block.block.name})
