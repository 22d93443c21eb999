from django import template

from himmeli.notices.models import Notice

register = template.Library()

KEPT = "_unread_notices"


@register.simple_tag(takes_context=True)
def unread_notices(context):
    """How many notices a signed-in person has not read; None for visitors. One query a request."""
    request = context.get("request")
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    if not hasattr(request, KEPT):
        setattr(request, KEPT, Notice.objects.of(user).unread().count())
    return getattr(request, KEPT)
