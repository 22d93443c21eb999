from django import template

register = template.Library()


@register.simple_tag
def dummy_word():
    return "from the slot"
