from dataclasses import dataclass

from django import template
from django.conf import settings
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info
from wagtail.models import Site

from himmeli.navigation.menus import menu_entries

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
    return menu_entries(place, request.path if request else "")


@register.simple_tag(takes_context=True)
def breadcrumbs(context):
    """The way from the front page to this one; empty on the front page."""
    page, request = context.get("page"), context.get("request")
    extra = context.get("crumbs_after", [])
    if page is None or not getattr(page, "pk", None):
        return extra
    site = Site.find_for_request(request)
    above = page.get_ancestors().filter(depth__gt=1).live()
    crumbs = [Crumb(ancestor.title, ancestor.get_url(request, site) or "") for ancestor in above]
    if page.depth <= 2:
        return extra
    return [*crumbs, Crumb(page.title), *extra] if not extra else [*crumbs, Crumb(page.title, page.get_url(request, site)), *extra]


@register.simple_tag(takes_context=True)
def language_links(context):
    """Every language of the site with the address of this same page in it, or of its front page."""
    page, request = context.get("page"), context.get("request")
    translations = _translations(page, request) if page is not None and getattr(page, "pk", None) else None
    links = []
    for code, _ in settings.WAGTAIL_CONTENT_LANGUAGES:
        url = translations.get(code) if translations is not None else _translated_address(request, code)
        is_current = code == get_language()
        name = get_language_info(code)["name_local"].capitalize()
        links.append(LanguageLink(code, name, url or f"/{code}/", is_current, bool(url)))
    return links


def _translations(page, request):
    found = page.get_translations(inclusive=True).live().public().select_related("locale")
    site = Site.find_for_request(request)
    return {translation.locale.language_code: translation.get_url(request, site) for translation in found}


def _translated_address(request, code):
    if request is None:
        return ""
    translated = translate_url(request.path, code)
    return translated if translated != request.path or code == get_language() else ""
