from functools import lru_cache
from pathlib import Path

from django import template
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from himmeli.themes.current import current_look
from himmeli.themes.header_room import choose_layout
from himmeli.themes.hyphens import hyphenate
from himmeli.themes.ornament import draw_ornament
from himmeli.themes.stylesheet import digest, preloaded_fonts

register = template.Library()

ICONS = Path(__file__).resolve().parents[1] / "icons"


@register.inclusion_tag("himmeli/partials/theme_head.html")
def theme_head():
    """The links of the look in a page's head: stylesheet, fonts, colour scheme, colour of the browser's bars."""
    look = current_look()
    return {
        "stylesheet": reverse("theme_stylesheet", args=[digest(look)]),
        "fonts": preloaded_fonts(look),
        "color_scheme": " ".join(look.schemes),
        "theme_colors": [
            {"scheme": scheme if len(look.schemes) > 1 else "", "color": look.colors_in(scheme)["ground"]}
            for scheme in look.schemes
        ],
    }


@register.simple_tag
def icon(name, title=""):
    """An icon of the site's family, inlined. With a title it is read out, without one it is hidden from readers."""
    body = _icon_body(str(name))
    if not body:
        return ""
    if title:
        return format_html(
            '<svg class="icon icon-{}" viewBox="0 0 24 24" role="img"><title>{}</title>{}</svg>',
            name,
            title,
            mark_safe(body),
        )
    return format_html(
        '<svg class="icon icon-{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', name, mark_safe(body)
    )


@lru_cache(maxsize=512)
def _icon_body(name):
    path = ICONS / f"{name}.svg"
    if not name.replace("-", "").isalnum() or not path.is_file():
        return ""
    svg = path.read_text(encoding="utf-8")
    return " ".join(svg[svg.index(">", svg.index("<svg")) + 1 : svg.rindex("</svg>")].split())


@register.simple_tag
def ornament(seed, size="large"):
    """A himmeli drawn from any text."""
    return mark_safe(draw_ornament(str(seed), size=size))


@register.simple_tag(takes_context=True)
def header_layout(context, entries, languages, search_url=""):
    """How the header is laid out on a wide screen, by what stands in it: row, roomy, strip or fold."""
    look = current_look()
    user = getattr(context.get("request"), "user", None)
    is_in = user is not None and user.is_authenticated
    if is_in:
        account = [_("My pages"), _("%(name)s, sign out") % {"name": user.get_short_name()}]
    else:
        account = [_("Sign in")]
    # Many languages stand under the current one's name.
    shown = [link.name for link in languages if link.is_current == (len(languages) > 3)]
    return choose_layout(
        name=context["site_settings"].name,
        labels=[str(entry.label) for entry in entries],
        parents=sum(bool(entry.children) for entry in entries),
        tools=[*shown, *account],
        buttons=1,
        has_search=bool(search_url),
        # Both of hers have one, and the bell is one.
        icons=2 if is_in else 0,
        icon_buttons=1 if is_in else 0,
        column=look.theme.table("space", look.variation).get("wide", ""),
    )


@register.filter
def soft_hyphens(text):
    """A heading whose long Finnish words may break: not every browser knows where they do."""
    return hyphenate(str(text)) if get_language() == "fi" else text


@register.filter
def initials(name):
    """The first letters of a name, at most two: MV for Marketta Väisänen."""
    return escape("".join(word[0] for word in str(name).split()[:2]).upper())
