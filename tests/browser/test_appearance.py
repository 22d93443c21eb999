"""The page Appearance as a coordinator uses it, beside a visitor who reads on."""

import pytest

from tests.browser.conftest import PHONE

# One try-out over the wire, with what a slow machine needs.
SECONDS = 10_000

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def roots(transactional_db):
    """What Wagtail's migrations plant, where an earlier test of a live server has emptied the tables."""
    from wagtail.models import Collection, Locale, Page

    Locale.objects.get_or_create(language_code="fi")
    if Page.get_first_root_node() is None:
        Page.add_root(title="Root", slug="root")
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")


@pytest.fixture
def site(roots, live_server, site_root, coordinator, page):
    """Signed in on the Appearance page, the site in the frame."""
    from wagtail.models import Site

    Site.objects.update(hostname="localhost", port=int(live_server.url.rsplit(":", 1)[1]))
    page.goto(f"{live_server.url}/fi/accounts/login/?next=/admin/appearance/")
    page.fill("input[name=login]", coordinator.email)
    page.fill("input[name=password]", "himmeli-testi-1")
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/appearance/")
    page.wait_for_selector("[data-look-form]")
    return live_server.url


def brand_in(page):
    return page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--color-brand').trim()")


def brand_in_frame(page):
    return (
        page.frame_locator("[data-frame]")
        .locator("html")
        .evaluate(
            "html => getComputedStyle(html).getPropertyValue('--color-brand').trim().toLowerCase()", timeout=SECONDS
        )
    )


def wait_for_brand_in_frame(page, color):
    page.wait_for_function(
        """color => {
          const html = document.querySelector('[data-frame]').contentDocument?.documentElement;
          return html && getComputedStyle(html).getPropertyValue('--color-brand').trim().toLowerCase() === color;
        }""",
        arg=color,
        timeout=SECONDS,
    )


def test_a_colour_is_tried_out_seen_by_her_alone_then_published(site, page, browser):
    visitor = browser.new_context().new_page()
    visitor.goto(f"{site}/fi/")
    before = brand_in(visitor)

    page.fill("[name=color_brand]", "#0033aa")
    wait_for_brand_in_frame(page, "#0033aa")
    visitor.reload()
    assert brand_in(visitor) == before

    page.click("button[value=publish]")
    page.wait_for_load_state()
    visitor.reload()
    assert brand_in(visitor) == "#0033aa"


def test_a_colour_that_cannot_be_read_is_refused_and_the_offered_one_passes(site, page):
    shown = brand_in_frame(page)

    page.fill("[name=color_brand]", "#ffd400")
    page.wait_for_selector("#note-brand button[name=use]", timeout=SECONDS)
    assert page.get_attribute("[name=color_brand]", "aria-invalid") == "true"
    assert brand_in_frame(page) == shown

    page.click("#note-brand button[name=use]")
    wait_for_brand_in_frame(page, "#826b00")
    page.wait_for_selector("#note-brand button[name=use]", state="detached", timeout=SECONDS)
    assert page.input_value("[name=color_brand]") == "#826b00"


def test_another_theme_shows_its_own_variations_and_the_frame_says_it_is_a_trial(site, page):
    page.check("[name=theme][value=kaamos]", force=True)
    page.wait_for_selector("[name=variation][value=revontuli]", state="attached", timeout=SECONDS)

    page.frame_locator("[data-frame]").locator(".himmeli-preview-bar").wait_for(timeout=SECONDS)
    assert page.locator("[name=variation]").count() == 3


def test_the_frame_has_the_true_width_of_a_computer_and_of_a_phone(site, page):
    frame = page.locator("[data-frame]")
    assert frame.evaluate("frame => frame.contentWindow.innerWidth") == 1280

    page.check("[data-width][value=phone]", force=True)
    assert frame.evaluate("frame => frame.contentWindow.innerWidth") == 390


def test_the_page_is_accessible_and_fits_a_phone(site, page, assert_accessible, fits_the_screen):
    page.fill("[name=color_brand]", "#ffd400")
    page.wait_for_selector("#note-brand button[name=use]", timeout=SECONDS)
    # The frame shows the site, which has tests of its own; the rest of the admin is Wagtail's.
    assert_accessible(page, leave_out=["iframe", "#wagtail-sidebar", "header", ".w-header", "wagtail-userbar"])

    page.set_viewport_size(PHONE)
    fits_the_screen(page)
