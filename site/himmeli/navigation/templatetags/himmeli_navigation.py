from dataclasses import dataclass

from django import template
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info

from himmeli.navigation.menus import menu_entries
from himmeli.navigation.tree import FRONT_PAGE_DEPTH, ancestors, front_pages, translations

register = template.Library()


@dataclass(frozen=True)
class Crumb:
    label: str
    url: str = ""


@dataclass(frozen=True)
class LanguageLink:
    code: str
    name: str
    url: str
    is_current: bool
    exists: bool


@register.simple_tag(takes_context=True)
def menu(context, place):
    """The entries of a menu: `{% menu "main" as items %}`."""
    request = context.get("request")
    return menu_entries(place, page=_saved_page(context), address=request.path if request else "")


@register.simple_tag(takes_context=True)
def breadcrumbs(context):
    """The way from the front page to this one; empty on the front page.

    A view or a page with addresses under its own adds to it with `crumbs_after` in the context: things with .label
    and .url, the last without.
    """
    page, extra = _saved_page(context), list(context.get("crumbs_after") or ())
    if page is None or (page.depth <= FRONT_PAGE_DEPTH and not extra):
        return extra
    crumbs = [Crumb(place.title, place.url) for place in ancestors(page)]
    return [*crumbs, Crumb(page.title, page.get_url() or "" if extra else ""), *extra]


@register.simple_tag(takes_context=True)
def language_links(context):
    """Every language that has a front page, with the address of this same page in it, or else of its front page."""
    page, request = _saved_page(context), context.get("request")
    known = translations(page) if page is not None else None
    current, links = get_language(), []
    for code, front in front_pages().items():
        if known is not None:
            url = known[code].url if code in known else ""
        else:
            url = _translated_address(request, code)
        name = get_language_info(code)["name_local"].capitalize()
        links.append(LanguageLink(code, name, url or front.url, code == current, bool(url)))
    return links


def _saved_page(context):
    page = context.get("page")
    return page if getattr(page, "pk", None) and getattr(page, "path", "") else None


def _translated_address(request, code):
    """The address of a view in another language; none where the view has no translated one."""
    if request is None or getattr(request, "resolver_match", None) is None:
        return ""
    translated = translate_url(request.path, code)
    return translated if translated != request.path or code == get_language() else ""
