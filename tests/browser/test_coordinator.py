"""A coordinator's day, in the demo site: signing in, her desk, and translating a page."""

import re

import pytest

PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


@pytest.fixture
def signed_in(page, demo_server):
    """Marketta, at her desk, by one tap."""
    page.goto(f"{demo_server}/fi/accounts/login/?next=/admin/")
    page.click("button[value='marketta@example.org']")
    page.wait_for_url(f"{demo_server}/admin/")
    return page


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_sign_in_is_readable_and_fits(page, demo_server, size, assert_accessible, fits_the_screen):
    page.set_viewport_size(size)
    page.goto(f"{demo_server}/fi/accounts/login/")

    fits_the_screen(page)
    assert_accessible(page)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_desk_greets_her_and_fits(signed_in, size, fits_the_screen):
    signed_in.set_viewport_size(size)
    signed_in.reload()

    assert "Marketta" in signed_in.inner_text("h1")
    assert signed_in.locator(".office-card").count() >= 5
    fits_the_screen(signed_in)


def test_wrong_password_keeps_the_address_and_points_at_what_is_wrong(page, demo_server):
    page.goto(f"{demo_server}/fi/accounts/login/")
    page.fill("input[name=login]", "marketta@example.org")
    page.fill("input[name=password]", "jotain-muuta")
    page.click("form[action*=login] button[type=submit]")

    assert page.input_value("input[name=login]") == "marketta@example.org"
    assert page.locator(".error-summary").is_visible()


def test_publishing_is_the_big_button(signed_in):
    signed_in.click(".office-card a[href$='/edit/']")

    first = signed_in.locator("footer button[type=submit]").first
    first.wait_for()
    assert first.get_attribute("name") == "action-publish"


def test_she_translates_a_page_and_it_is_not_live(signed_in, demo_server):
    signed_in.goto(f"{demo_server}/admin/pages/")
    api = signed_in.request.get(f"{demo_server}/admin/api/main/pages/?slug=saavutettavuus&fields=_,id").json()
    page_id = api["items"][0]["id"]
    signed_in.goto(f"{demo_server}/admin/pages/{page_id}/edit/")
    signed_in.locator("header [data-w-dropdown-target=toggle]").first.click()
    signed_in.locator("a[href*='localize/submit']:visible").first.click()
    signed_in.get_by_label(re.compile("ruotsi", re.I)).check()
    signed_in.locator("main form [type=submit]").last.click()
    signed_in.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"))
    made = re.search(r"/pages/(\d+)/edit/", signed_in.url).group(1)
    try:
        assert int(made) != page_id
        assert signed_in.request.get(f"{demo_server}/sv/saavutettavuus/").status == 404

        signed_in.goto(f"{demo_server}/admin/desk/translations/")
        assert signed_in.locator(f"a.office-line[href*='/{made}/edit/']").count() == 1
    finally:
        signed_in.goto(f"{demo_server}/admin/pages/{made}/delete/")
        signed_in.locator("main form [type=submit]").first.click()
        signed_in.wait_for_load_state()
