from django.template.loader import render_to_string

from himmeli.plugins.slots import fill


@fill("page.after_content", label="A line after the page")
def after_content(context):
    return render_to_string("dummy/slots/after_content.html", {"page": context.get("page")})
