"""A site in Arabic in a real browser: the whole page is mirrored, and what must not be mirrored is not."""

import io

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image
from wagtail.models import Locale, Page

from himmeli.blocks.previews import SAMPLES
from himmeli.blocks.registry import known_block
from himmeli.kits.services import prepare_site
from himmeli.media.models import Picture
from himmeli.navigation.services import ensure_menu
from himmeli.pages.models import ContentPage, HomePage
from himmeli.stamps.services import bump
from himmeli.themes.current import STAMP
from himmeli.themes.models import Appearance

from .conftest import DESKTOP, PHONE

THEMES = ["himmeli", "kaamos", "torppa"]
# "We bake bread, build the village house and meet every Saturday in the old village hall beside the lake."
SENTENCE = "نخبز الخبز ونبني بيت القرية ونلتقي كل يوم سبت في قاعة القرية القديمة بجانب البحيرة"
WORDS = SENTENCE.split()
KEPT = {
    "url",
    "layout",
    "style",
    "kind",
    "level",
    "align",
    "columns",
    "icon",
    "latitude",
    "longitude",
    "size",
    "number",
    "type",
}
# Whatever is drawn beyond the screen, but for what scrolls by itself, hides there on purpose, or is an ornament.
BEYOND = """() => { const wide = document.documentElement.clientWidth;
    const apart = '.visually-hidden, .skip-link, .gallery--row, .tabs__list, svg, .site-nav:not(:popover-open)';
    return [...document.querySelectorAll('body *')].filter(element => !element.closest(apart)).filter(element => {
        const box = element.getBoundingClientRect();
        return box.width && box.height && (box.right > wide + 1 || box.left < -1); })
        .map(element => element.className || element.tagName).slice(0, 5); }"""


def in_arabic(value, key=""):
    """A sample's words in Arabic, as many as it had."""
    if isinstance(value, dict):
        return {name: in_arabic(part, name) for name, part in value.items()}
    if isinstance(value, list):
        return [in_arabic(part, key) for part in value]
    if not isinstance(value, str) or not value or key in KEPT:
        return value
    text = " ".join((WORDS * 20)[: len(value.split())])
    return f"<p>{text}</p>" if value.startswith("<") else text


def make_picture(number):
    file = io.BytesIO()
    Image.new("RGB", (900, 600), (90 + 40 * number, 120, 110)).save(file, "JPEG")
    content = ContentFile(file.getvalue(), f"kuva-{number}.jpg")
    return Picture.objects.create(title=f"kuva {number}", file=content, description="قاعة القرية")


def sample(name):
    value = SAMPLES[name]()
    if name not in {"columns", "reusable", "divider"}:
        value = in_arabic(value)
    if name == "steps":
        value["style"] = "timeline"
    if name == "people":
        value["people"] = [{**person, "phone": "050 000 0012"} for person in value["people"]]
    return name, known_block(name).normalize(value)


@pytest.fixture
def languages(settings):
    settings.LANGUAGES = [*settings.LANGUAGES, ("ar", "العربيّة")]
    settings.WAGTAIL_CONTENT_LANGUAGES = [*settings.WAGTAIL_CONTENT_LANGUAGES, ("ar", "العربيّة")]


@pytest.fixture
def show(live_server, languages, page):
    """Open the Arabic page of every block in a theme, at a size."""
    for number in range(3):
        make_picture(number)
    front = prepare_site(title="Kylän väki", languages=["fi", "ar"])
    arabic = Locale.objects.get(language_code="ar")
    home = HomePage(title="بيت القرية", slug="ar", locale=arabic, translation_key=front.translation_key)
    Page.get_first_root_node().add_child(instance=home)
    body = [sample(name) for name in SAMPLES if name not in {"reusable", "contact_form"}]
    every = home.add_child(instance=ContentPage(title=" ".join(WORDS[:6]), slug="kaikki", locale=arabic, body=body))
    menu = ensure_menu(place="main", locale=arabic)
    entry = {"label": "", "url": "", "target": "", "children": []}
    menu.items = [("entry", {**entry, "page": every}), ("entry", {**entry, "page": home})]
    menu.save()

    def show(theme="himmeli", size=DESKTOP):
        Appearance.objects.all().delete()
        Appearance.objects.create(kind="live", theme=theme, published_at=timezone.now())
        bump(STAMP)
        bump("content")
        page.set_viewport_size(size)
        page.goto(f"{live_server.url}/ar/kaikki/", wait_until="networkidle")
        return page

    return show


def sides(page, selector, place=0):
    return page.evaluate(
        "([selector, place]) => { const box = document.querySelectorAll(selector)[place].getBoundingClientRect();"
        "return {left: box.left, right: box.right, middle: (box.left + box.right) / 2}; }",
        [selector, place],
    )


def style(page, selector, name, pseudo=None):
    return page.evaluate(
        "([selector, name, pseudo]) => getComputedStyle(document.querySelector(selector), pseudo)[name]",
        [selector, name, pseudo],
    )


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", [DESKTOP, PHONE, {"width": 320, "height": 640}])
def test_every_block_stays_on_the_screen(show, fits_the_screen, theme, size):
    page = show(theme, size)

    assert style(page, "html", "direction") == "rtl"
    fits_the_screen(page)
    assert page.evaluate(BEYOND) == []


@pytest.mark.parametrize("theme", THEMES)
def test_the_page_begins_at_the_right(show, assert_accessible, theme):
    page = show(theme)

    assert sides(page, ".site-brand")["left"] > sides(page, ".site-nav__list")["right"]
    assert sides(page, ".site-nav__list")["left"] > sides(page, ".site-tools")["right"]
    assert sides(page, ".card", 0)["left"] > sides(page, ".card", 1)["right"]
    assert sides(page, ".feature .icon")["left"] > sides(page, ".feature h3")["right"] - 1
    assert_accessible(page)


def test_arrows_point_on_to_the_left(show):
    page = show()

    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<svg class=\"icon icon-arrow-right\"></svg>')"
    )

    assert style(page, ".icon-arrow-right", "transform") == "matrix(-1, 0, 0, 1, 0, 0)"
    assert style(page, ".icon-external-link", "transform") == "matrix(-1, 0, 0, 1, 0, 0)"
    assert style(page, ".icon-phone", "transform") == "none"
    assert style(page, ".breadcrumbs li + li", "rotate", "::before") == "-135deg"


def test_lines_that_mark_a_beginning_stand_at_the_right(show):
    page = show()

    for marked in (".figures-list > div", ".steps--timeline > li", ".notice", "figcaption"):
        assert style(page, marked, "borderLeftWidth") in {"0px", "1px"}, marked
        assert style(page, marked, "borderRightWidth") != "0px", marked
    words, line = sides(page, ".steps--timeline h3"), sides(page, ".steps--timeline > li")
    assert words["right"] < line["right"] - 20


def test_numbers_and_addresses_keep_their_own_order(show):
    page = show()

    for exact in (".person__contact a[href^='tel:'] bdi", ".map__coordinates"):
        assert style(page, exact, "direction") == "ltr"


def test_joined_letters_are_not_pulled_together(show):
    page = show()

    assert style(page, ".hero__title", "letterSpacing") == "normal"
    assert style(page, ".section-head h2", "letterSpacing") == "normal"


def test_arabic_letters_come_from_the_sites_own_font(show):
    page = show()

    loaded = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")

    assert [url for url in loaded if "vazirmatn" in url]


def test_pictures_of_a_gallery_go_on_to_the_left(show):
    page = show()

    page.click("[data-gallery] a >> nth=0")
    following, earlier = (page.locator(f".lightbox button >> nth={place}").bounding_box() for place in (2, 1))
    assert following["x"] < earlier["x"]
    assert style(page, ".lightbox__stage .icon", "transform") == "matrix(-1, 0, 0, 1, 0, 0)"

    page.keyboard.press("ArrowLeft")

    assert page.inner_text(".lightbox__bar span").replace("\u200f", "") == "2 / 3"


def test_the_menu_of_a_phone_opens_over_the_whole_screen(show, fits_the_screen):
    page = show(size=PHONE)

    page.click(".site-menu-button")

    box = page.locator(".site-nav").bounding_box()
    assert (box["x"], box["width"]) == (0, PHONE["width"])
    fits_the_screen(page)
    page.click(".site-nav__close button")
    assert not page.locator(".site-nav__list").is_visible()
