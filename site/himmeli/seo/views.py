from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe
from wagtail.models import Page

from himmeli.identity.details import site_details
from himmeli.navigation.tree import front_pages, languages_by_id
from himmeli.themes.current import live_look

from . import icons, share, sitemap
from .head import site_address

AN_HOUR = "public, max-age=3600"
A_YEAR = "public, max-age=31536000, immutable"


@require_safe
def robots(request):
    lines = ["User-agent: *"]
    if settings.HIMMELI_DEMO:
        # Nothing on a demonstration site is real.
        lines.append("Disallow: /")
    else:
        lines += [
            "Disallow: /admin/",
            "Disallow: /*/accounts/",
            "",
            f"Sitemap: {site_address(request)}{reverse('seo_sitemap')}",
        ]
    return _text("\n".join(lines) + "\n", "text/plain")


@require_safe
def sitemap_index(request):
    base = site_address(request)
    files = [(code, number) for code in front_pages() for number in range(1, sitemap.count_files(code) + 1)]
    return _text(
        sitemap.index_xml([base + reverse("seo_sitemap_file", args=file) for file in files]), "application/xml"
    )


@require_safe
def sitemap_file(request, language, number):
    if language not in front_pages() or not 1 <= number <= sitemap.count_files(language):
        raise Http404
    with translation.override(language):
        entries = sitemap.entries_of(language, number)
    return _text(sitemap.file_xml(entries, site_address(request)), "application/xml")


@require_safe
def icon(request, size):
    if size not in icons.SIZES:
        raise Http404
    return _kept(icons.icon_png(size), "image/png")


@require_safe
def favicon(request):
    return _kept(icons.icon_ico(), "image/x-icon")


@require_safe
def favicon_svg(request):
    svg = icons.icon_svg()
    return _kept(svg, "image/svg+xml") if svg else redirect("seo_icon", 192)


@require_safe
def manifest(request):
    look, details = live_look(), site_details(settings.LANGUAGE_CODE)
    colors = look.colors_in(look.theme.scheme)
    known = {
        "name": details.name,
        "short_name": details.name[:24],
        "lang": settings.LANGUAGE_CODE,
        "start_url": "/",
        "display": "browser",
        "background_color": colors["ground"],
        "theme_color": colors["ground"],
        "icons": [
            {"src": reverse("seo_icon", args=[size]), "sizes": f"{size}x{size}", "type": "image/png"}
            for size in (192, 512)
        ],
    }
    response = JsonResponse(known, content_type="application/manifest+json")
    response["Cache-Control"] = AN_HOUR
    return response


@require_safe
def share_card(request, page_id, digest):
    """The card of a page that everybody may see; under an old name, the way to today's."""
    page = get_object_or_404(Page.objects.live().public(), pk=page_id) if page_id else None
    language = languages_by_id().get(page.locale_id) if page else None
    with translation.override(language or settings.LANGUAGE_CODE):
        title = share.card_title(page)
        if digest != share.card_digest(title):
            return redirect("seo_share", page_id, share.card_digest(title))
        response = FileResponse(share.card_file(title).open("rb"), content_type="image/png")
    response["Cache-Control"] = A_YEAR
    return response


def _kept(content, kind):
    response = _text(content, kind)
    response["Cache-Control"] = AN_HOUR
    return response


def _text(content, kind):
    return HttpResponse(content, content_type=kind if kind.startswith("image") else f"{kind}; charset=utf-8")
