"""Every kind of public page of the demo site: accessible, as wide as the screen, silent in the console."""

import urllib.request
from xml.etree import ElementTree

import pytest

from .conftest import DESKTOP, PHONE

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
FIRST_VIEW_BYTES, FIRST_VIEW_REQUESTS, PICTURE_BYTES = 120_000, 20, 200_000


@pytest.fixture(scope="module")
def addresses(demo_server):
    """Every address in the site's sitemap, and pages that stand in none."""

    def locations(url):
        with urllib.request.urlopen(url.replace("localhost", "127.0.0.1")) as answer:
            return [node.text for node in ElementTree.parse(answer).iter(SITEMAP)]

    found = locations(f"{demo_server}/sitemap.xml")
    pages = [page for url in found for page in (locations(url) if url.endswith(".xml") or "sitemap" in url else [url])]
    paths = {"/" + page.split("/", 3)[3] for page in pages}
    return sorted(paths | {"/fi/haku/?q=leip", "/fi/accounts/login/", "/fi/ei-ole-tallaista/", "/fi/blogi/rss/"})


def test_every_page_is_accessible_and_fits(demo_server, addresses, page, assert_accessible, fits_the_screen):
    assert len(addresses) > 20
    complaints = []
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))

    for path in addresses:
        if path.endswith("/rss/"):
            continue
        for size in (DESKTOP, PHONE):
            page.set_viewport_size(size)
            page.goto(demo_server + path)
            fits_the_screen(page)
            assert_accessible(page)

    assert [line for line in complaints if "404" not in line] == []


def test_first_view_of_the_front_page_is_light_and_stays_at_home(demo_server, page):
    sent = {"text": 0, "pictures": 0, "requests": 0}
    strangers = []

    def weigh(response):
        sent["requests"] += 1
        if not response.url.startswith((demo_server, "data:")):
            strangers.append(response.url)
        size = response.request.sizes()
        kind = "pictures" if response.request.resource_type == "image" else "text"
        sent[kind] += size["responseBodySize"] + size["responseHeadersSize"]

    page.on("response", weigh)
    page.goto(f"{demo_server}/fi/", wait_until="networkidle")

    assert strangers == []
    assert sent["requests"] < FIRST_VIEW_REQUESTS, sent
    assert sent["text"] < FIRST_VIEW_BYTES, sent
    assert sent["pictures"] < PICTURE_BYTES, sent


def test_visitors_get_no_cookie(demo_server, addresses, page):
    for path in addresses:
        # Whoever opens the sign-in page is about to have a session: its form keeps the full check, with a cookie.
        if path != "/fi/accounts/login/":
            page.goto(demo_server + path)

    assert page.context.cookies() == []
