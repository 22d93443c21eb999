from django import template

register = template.Library()


@register.simple_tag
def broken_word():
    return "from the slot"
