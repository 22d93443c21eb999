from django import template

from himmeli.seo.head import make_head

register = template.Library()


@register.simple_tag(takes_context=True)
def seo_head(context):
    """What `himmeli/partials/seo.html` shows: `{% seo_head as seo %}`, with .title .description .canonical .picture
    .alternates .data .is_hidden. A view hides itself with `is_hidden_from_search` in its context.
    """
    request, page = context.get("request"), context.get("page")
    if request is None:
        return None
    page = page if hasattr(page, "seo_title") else None
    return make_head(
        request, page, is_hidden=bool(context.get("is_hidden_from_search")), title=context.get("title") or ""
    )
