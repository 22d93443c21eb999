from django.template.loader import render_to_string

from himmeli.plugins.slots import fill


@fill("header.tools")
def bell(context):
    """The way to one's notices, with the number of those not read. Nothing for visitors: their pages are kept."""
    request = context.get("request")
    if not getattr(getattr(request, "user", None), "is_authenticated", False):
        return ""
    return render_to_string("notices/_bell.html", {"request": request})
