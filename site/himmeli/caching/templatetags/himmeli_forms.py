from django import template
from django.middleware.csrf import get_token
from django.utils.html import format_html

from himmeli.caching.csrf import has_session, request_of_forms

register = template.Library()


@register.simple_tag(takes_context=True)
def form_token(context):
    """The hidden field against forged requests, for whoever has a session; nothing, and no cookie, for visitors.

    Put it where Django's `{% csrf_token %}` would stand, in every public form that does not sign anybody in.
    """
    request = request_of_forms() or context.get("request")
    if request is None or not has_session(request):
        return ""
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request))
