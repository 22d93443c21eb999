from django import template

from himmeli.plugins.slots import render_slot

register = template.Library()


@register.simple_tag(takes_context=True)
def slot(context, place):
    """What active plugins show in a place: `{% slot "page.after_content" %}`."""
    return render_slot(place, context.flatten)
