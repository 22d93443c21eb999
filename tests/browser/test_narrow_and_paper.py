"""Reading at 400 % zoom (a screen of 320 px) and on paper."""

import pytest

from himmeli.blocks.previews import SAMPLES
from himmeli.blocks.registry import known_block
from himmeli.kits.services import prepare_site
from himmeli.pages.models import ContentPage
from himmeli.themes.hyphens import SOFT_HYPHEN

LONGEST = "kansaneläkelaitosasiointikirjekuorilomakepalautuspalvelu"
KEPT = {"url", "layout", "style", "kind", "level", "align", "columns", "icon", "latitude", "longitude", "size", "type"}
WITHOUT = {"reusable", "contact_form", "divider", "columns", "table", "map", "video"}
WIDER = """() => [...document.querySelectorAll('main *, .breadcrumbs *')]
    .filter(part => !part.closest('svg, .tabs__list, .gallery--row, .visually-hidden'))
    .filter(part => part.getBoundingClientRect().right > innerWidth + 1).map(part => part.className || part.tagName)"""


def with_long_words(value, key=""):
    if isinstance(value, dict):
        return {name: with_long_words(part, name) for name, part in value.items()}
    if isinstance(value, list):
        return [with_long_words(part, key) for part in value]
    if not isinstance(value, str) or not value or key in KEPT | {"number", "unit"}:
        return value
    return f"<p>{LONGEST} {LONGEST}</p>" if value.startswith("<") else f"{LONGEST} ja muuta"


@pytest.fixture
def address(live_server):
    home = prepare_site(title="Kylän väki", languages=["fi"])
    names = [name for name in SAMPLES if name not in WITHOUT]
    body = [(name, known_block(name).normalize(with_long_words(SAMPLES[name]()))) for name in names]
    home.add_child(instance=ContentPage(title=LONGEST.capitalize(), slug="pitka", intro=LONGEST, body=body))
    return f"{live_server.url}/fi/pitka/"


@pytest.mark.parametrize("width", [320, 390, 820])
def test_the_longest_words_stay_on_the_screen(address, page, fits_the_screen, width):
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(address, wait_until="networkidle")

    assert page.evaluate(WIDER) == []
    fits_the_screen(page)
    assert SOFT_HYPHEN in page.text_content(".section-head h2")


def test_on_paper_only_the_name_is_left_of_the_frame(address, page):
    page.goto(address)
    page.emulate_media(media="print")

    for gone in (".site-nav", ".site-tools", ".site-footer", ".breadcrumbs", ".skip-link"):
        assert not page.locator(gone).first.is_visible(), gone
    assert page.locator(".site-brand").is_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
