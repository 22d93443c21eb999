import hashlib
import re
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.http import QueryDict
from django.utils.cache import patch_vary_headers

from himmeli.stamps.services import read_stamps

from .lifetime import lifetime_of
from .stored import ALWAYS_ASK, VARY, StoredPage

ALIAS = "pages" if "pages" in settings.CACHES else "default"
STAMPS = ("content", "plugins", "theme", "maintenance")
# What a page may be asked with and still be kept. Anything else is answered, but not kept.
KEPT_QUERY = re.compile(r"page=\d{1,4}")
# Where a visitor came from: known to the one who counts, of no meaning to the page.
TRACKING = re.compile(r"(utm_\w+|fbclid|gclid|gbraid|wbraid|msclkid|mc_cid|mc_eid|igshid|dclid|yclid|_hsenc|_hsmi)\Z")
# Cookies that change nothing on a public page. With any other, the page is made for this visitor alone.
HARMLESS_COOKIES = {settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME}
# Names that analytics scripts of a neighbouring site under the same domain give their cookies.
FOREIGN_COOKIE = re.compile(r"_(ga|gid|gat|gcl|pk|fb|hj)")
PARTIAL_PAGES = ("HTTP_HX_REQUEST", "HTTP_X_REQUESTED_WITH", "HTTP_AUTHORIZATION")
PRIVATE = "private, no-store"
CODE = {".py", ".html", ".toml", ".mo", ".css"}
KNOWN_VARY = {"cookie", "accept-encoding", "accept-language"}


class PageCacheMiddleware:
    """Keeps whole pages for visitors who are not signed in. Stands right after the stamps, before all else.

    The key holds the stamps as they were when the request began. A page made from what was there before a change is
    thus kept under the old number and never found again. Why one number for everything and not tags: see
    docs/decisions/page-cache.md.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.cache = caches[ALIAS]

    def __call__(self, request):
        if request.method not in {"GET", "HEAD"}:
            return _with_policy(request, self.get_response(request))
        key = _key(request) if settings.PAGE_CACHE else None
        if key is None:
            return _with_policy(request, self.get_response(request))
        page = self.cache.get(key)
        if page is None:
            return self._make(request, key)
        return page.answer(request)

    def _make(self, request, key):
        with lifetime_of(request) as lifetime:
            response = self.get_response(request)
        if request.method != "GET" or not _may_be_kept(response) or lifetime.seconds < 1:
            return _with_policy(request, response)
        page = StoredPage.of(response)
        self.cache.set(key, page, timeout=int(lifetime.seconds))
        return page.answer(request)


def is_anonymous(request) -> bool:
    """Whether the request carries nothing that could make a page somebody's own."""
    if not request.META.keys().isdisjoint(PARTIAL_PAGES):
        return False
    return all(name in HARMLESS_COOKIES or FOREIGN_COOKIE.match(name) for name in request.COOKIES)


def _key(request):
    """Where the page is kept, or None where none may be."""
    language = _language(request.path_info)
    if language is None or not is_anonymous(request):
        return None
    query = request.META.get("QUERY_STRING", "")
    if query:
        query = _without_tracking(request, query)
        if query and not KEPT_QUERY.fullmatch(query):
            return None
    stamps = read_stamps()
    versions = ".".join(str(stamps.get(name, 0)) for name in STAMPS)
    scheme = "s" if request.is_secure() else "p"
    place = f"{scheme}:{request.get_host()}{request.path}?{query}"
    return f"page:{build()}:{versions}:{hashlib.blake2b(place.encode(), digest_size=16).hexdigest()}"


@lru_cache(maxsize=4096)
def _language(path):
    """The language an address names. What has none in its address is not kept: it may speak several."""
    first = path[1:].partition("/")[0]
    return first if first in dict(settings.LANGUAGES) else None


def _without_tracking(request, query):
    """Take the marks of campaigns off the request, so that no link of a kept page carries a visitor's."""
    pairs = QueryDict(query, mutable=True)
    tracked = [name for name in pairs if TRACKING.match(name)]
    if not tracked:
        return query
    for name in tracked:
        del pairs[name]
    request.META["QUERY_STRING"] = request.environ["QUERY_STRING"] = pairs.urlencode()
    request.__dict__.pop("GET", None)
    return request.META["QUERY_STRING"]


def _may_be_kept(response):
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and _is_html(response)
        and not response.has_header("Cache-Control")
        and not response.has_header("Content-Encoding")
        and {part.strip().lower() for part in response.get("Vary", "").split(",") if part.strip()} <= KNOWN_VARY
    )


def _with_policy(request, response):
    """What browsers and proxies are told of a page that we don't keep."""
    if _is_html(response):
        patch_vary_headers(response, VARY.split(", "))
        if not response.has_header("Cache-Control"):
            is_own = settings.SESSION_COOKIE_NAME in request.COOKIES or bool(response.cookies)
            response["Cache-Control"] = PRIVATE if is_own else ALWAYS_ASK
    return response


def _is_html(response):
    return response.get("Content-Type", "").startswith("text/html")


@lru_cache(maxsize=1)
def build() -> str:
    """Names the code and templates this process runs, so that a shared cache outlives no new version of the site."""
    from himmeli.plugins.discovery import plugin_folders

    folders = [Path(__file__).parents[1], *plugin_folders(), *settings.HIMMELI_THEME_DIRS]
    files = (path for folder in folders for path in Path(folder).rglob("*.*") if path.suffix in CODE)
    return format(max((int(path.stat().st_mtime) for path in files), default=0), "x")
