"""Which language a visitor without one gets."""

from django.conf import settings
from django.http import HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_safe
from wagtail.models import Site

from himmeli.stamps.services import remember


def languages_with_front_page() -> tuple[str, ...]:
    """The languages whose front page visitors can see, the site's first one first."""
    return remember("content", "languages_with_front_page", _find_languages)


def language_for(accept_language: str) -> str:
    """The best of the site's languages for a browser, or the site's first one. Asks for no cookie and sets none."""
    offered = languages_with_front_page()
    for code, _quality in parse_accept_lang_header(accept_language.lower()):
        for candidate in (code, code.partition("-")[0]):
            if candidate in offered:
                return candidate
    return offered[0] if offered else settings.LANGUAGE_CODE


@require_safe
def to_front_page(request):
    """The address without a language leads to the front page in the visitor's own, if the site has it."""
    query = request.META.get("QUERY_STRING", "")
    language = language_for(request.META.get("HTTP_ACCEPT_LANGUAGE", ""))
    response = HttpResponseRedirect(f"/{language}/{'?' + query if query else ''}")
    patch_vary_headers(response, ["Accept-Language"])
    return response


def _find_languages():
    site = Site.objects.select_related("root_page__locale").filter(is_default_site=True).first()
    if site is None:
        return ()
    codes = site.root_page.get_translations(inclusive=True).live().values_list("locale__language_code", flat=True)
    first = site.root_page.locale.language_code
    return tuple(sorted(codes, key=lambda code: code != first))
