from django import template
from django.urls import reverse

from himmeli.privacy.statements import statements

register = template.Library()


@register.simple_tag
def personal_data_statements():
    """What is kept of people: things with .title .purposes .bases .retentions .stays."""
    return statements()


@register.simple_tag
def privacy_address(entries):
    """The address of the privacy page, for the footer; empty when a menu entry leads there already."""
    address = reverse("privacy_page")
    return "" if any(entry.url == address for entry in entries) else address
