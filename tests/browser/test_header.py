"""The header in a real browser: Finnish menus of every length keep to their lines, or stay behind their button."""

import pytest
from django.utils import timezone
from wagtail.models import Locale

from himmeli.navigation.services import ensure_menu
from himmeli.pages.models import HomePage
from himmeli.stamps.services import bump
from himmeli.themes.current import STAMP
from himmeli.themes.models import Appearance

MENUS = {
    "three": ["Kauppa", "Blogi", "Ota yhteyttä"],
    "five": ["Kylän väki", "Kylätalo", "Blogi", "Jäsenyys", "Ota yhteyttä"],
    "seven": ["Kylän väki", "Kauppa", "Tapahtumat", "Kurssit", "Keskustelu", "Blogi", "Ota yhteyttä"],
    "long": ["Osuuskuntamme", "Verkkokauppa", "Tapahtumat", "Kurssitarjonta", "Ajankohtaista", "Yhteystiedot"],
    "endless": ["Osuuskuntamme", "Tapahtumakalenteri", "Keskustelupalsta", "Jäsenpalvelut", "Ajankohtaista"] * 2,
}
LINES = """() => new Set([...document.querySelectorAll('.site-nav__list > li')]
    .filter(item => item.checkVisibility()).map(item => Math.round(item.getBoundingClientRect().top))).size"""
TOOL_LINES = """() => {
    const shown = [...document.querySelectorAll('.site-tools > *')].filter(it => it.checkVisibility());
    const middle = it => { const box = it.getBoundingClientRect(); return box.top + box.height / 2 };
    return shown.every(it => Math.abs(middle(it) - middle(shown[0])) < 4 && it.offsetHeight < 60) ? 1 : 2 }"""


@pytest.fixture
def show(live_server, page, site_root):
    def show(theme, labels):
        home = HomePage.objects.first()
        Appearance.objects.create(kind="live", theme=theme, published_at=timezone.now())
        menu = ensure_menu(place="main", locale=Locale.objects.get(language_code="fi"))
        menu.items = [("entry", {"label": label, "page": home, "url": "", "target": ""}) for label in labels]
        menu.save()
        bump("content")
        bump(STAMP)
        page.goto(f"{live_server.url}/fi/")

    return show


@pytest.mark.parametrize("theme", ["himmeli", "kaamos", "torppa"])
@pytest.mark.parametrize("length", MENUS)
def test_a_menu_never_wraps(show, page, fits_the_screen, theme, length):
    show(theme, MENUS[length])

    for width in (1024, 1180, 1280, 1440, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(LINES) == (0 if length == "endless" else 1), width
        fits_the_screen(page)


@pytest.mark.parametrize("theme", ["himmeli", "kaamos", "torppa"])
@pytest.mark.parametrize("length", ["three", "five", "seven"])
def test_nothing_of_a_coordinators_header_wraps(
    show, page, fits_the_screen, sign_in, live_server, make_user, theme, length
):
    """She has the bell, her own pages and the way out beside the menu."""
    marketta = make_user("Marketta Hiltunen")
    sign_in(live_server.url, marketta.email, "himmeli-testi-1")
    show(theme, MENUS[length])

    for width in (1024, 1280, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.locator(".site-tools .notice-bell").is_visible()
        assert page.evaluate(LINES) == 1, width
        assert page.evaluate(TOOL_LINES) == 1, width
        fits_the_screen(page)


def test_a_menu_too_long_for_a_line_opens_from_its_button(show, page, assert_accessible):
    show("himmeli", MENUS["endless"])

    page.click(".site-menu-button")

    assert page.locator(".site-nav__list a").first.is_visible()
    assert_accessible(page)
    page.keyboard.press("Escape")
    assert not page.locator(".site-nav__list a").first.is_visible()
