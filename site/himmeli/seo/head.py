"""What a page says of itself to search engines and to those who share it."""

import json
from dataclasses import dataclass, field
from urllib.parse import urljoin

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import get_language

from himmeli.identity.details import site_details
from himmeli.navigation.tree import FRONT_PAGE_DEPTH, ancestors, front_pages, translations
from himmeli.themes.current import current_look

from .share import share_picture

DESCRIPTION_LENGTH = 160
LOCALES = {"fi": "fi_FI", "sv": "sv_FI", "en": "en_GB"}
# As Django's json_script: nothing in it can end the script it stands in.
IN_SCRIPT = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@dataclass(frozen=True)
class Alternate:
    language: str
    url: str


@dataclass(frozen=True)
class Head:
    title: str
    description: str
    canonical: str
    site_name: str
    locale: str
    kind: str
    picture: object = None
    alternates: list[Alternate] = field(default_factory=list)
    data: list[SafeString] = field(default_factory=list)
    is_hidden: bool = False


def make_head(request, page, *, is_hidden=False, title="") -> Head:
    """`page` is None where a view shows something else."""
    details, base = site_details(), site_address(request)
    is_hidden = is_hidden or getattr(request, "is_preview", False) or getattr(page, "is_hidden_from_search", False)
    canonical = _canonical(request, page, base)
    return Head(
        title=_title(page, details) or title or details.name,
        description=describe(page, details),
        canonical=canonical,
        site_name=details.name,
        locale=LOCALES.get(get_language(), get_language() or ""),
        kind=getattr(page, "open_graph_type", "") or ("article" if _is_below_front(page) else "website"),
        picture=share_picture(page, base),
        alternates=[] if is_hidden else _alternates(page, base),
        data=[] if is_hidden else [as_script(part) for part in _data(request, page, details, base)],
        is_hidden=bool(is_hidden),
    )


def site_address(request=None) -> str:
    """The address that this site is to be known by: the one of the settings, or in development the one asked."""
    if request is not None and request.get_host().partition(":")[0] in {"127.0.0.1", "localhost", "testserver"}:
        return f"{request.scheme}://{request.get_host()}"
    return settings.SITE_URL


def describe(page, details) -> str:
    text = getattr(page, "search_description", "") or getattr(page, "summary", "") or ""
    if not text and (page is None or not _is_below_front(page)):
        text = details.tagline
    return Truncator(strip_tags(str(text)).strip()).chars(DESCRIPTION_LENGTH)


def as_script(data) -> SafeString:
    """JSON-LD that is safe inside `<script type="application/ld+json">`."""
    return mark_safe(json.dumps(data, ensure_ascii=False, default=str).translate(IN_SCRIPT))


def _title(page, details):
    if page is None:
        return ""
    return page.seo_title or (page.title if _is_below_front(page) else details.name or page.title)


def _is_below_front(page):
    return page is not None and page.depth is not None and page.depth > FRONT_PAGE_DEPTH


def _canonical(request, page, base):
    path = request.path
    if page is not None and not getattr(request, "is_preview", False):
        own = page.get_url() or request.path
        # A page may answer at addresses under its own, which are pages in their own right.
        path = request.path if request.path.startswith(own) else own
    number = request.GET.get("page", "")
    query = f"?page={int(number)}" if number.isdigit() and 1 < int(number) < 10_000 else ""
    return urljoin(base, path) + query


def _alternates(page, base):
    if page is None or not page.pk:
        return []
    known = translations(page)
    if len(known) < 2:
        return []
    found = [Alternate(code, urljoin(base, known[code].url)) for code in front_pages() if code in known]
    default = known.get(settings.LANGUAGE_CODE)
    return [*found, Alternate("x-default", urljoin(base, default.url))] if default else found


def _data(request, page, details, base):
    if page is None:
        return
    if not _is_below_front(page):
        yield _organization(details, base)
        yield _website(details, base)
    elif page.pk:
        yield _trail(page, base)
    own = getattr(page, "structured_data", None)
    own = own() if callable(own) else own
    if own:
        yield from own if isinstance(own, list) else [own]


def _organization(details, base):
    logo = current_look().logo
    known = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": details.name,
        "url": urljoin(base, f"/{get_language()}/"),
        "description": details.tagline,
        "email": details.email,
        "telephone": details.phone,
        "address": " ".join(details.address.split()),
        "sameAs": list(details.social_links),
        "logo": urljoin(base, logo.file.url if logo else reverse("seo_icon", args=[512])),
    }
    return {name: value for name, value in known.items() if value}


def _website(details, base):
    known = {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": details.name,
        "url": urljoin(base, f"/{get_language()}/"),
    }
    try:
        target = urljoin(base, reverse("search")) + "?q={search_term_string}"
    except NoReverseMatch:
        return known
    action = {"@type": "SearchAction", "target": target, "query-input": "required name=search_term_string"}
    return {**known, "potentialAction": action}


def _trail(page, base):
    places = [(place.title, place.url) for place in ancestors(page)] + [(page.title, page.get_url() or "")]
    steps = [
        {"@type": "ListItem", "position": number, "name": title, "item": urljoin(base, url)}
        for number, (title, url) in enumerate(places, start=1)
    ]
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": steps}
