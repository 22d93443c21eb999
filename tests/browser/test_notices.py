"""A member's notices in a real browser: accessible, by keyboard, on a phone."""

import pytest

from himmeli.notices.models import Notice

from .conftest import DESKTOP, PHONE

LIST, CHOICES = "/fi/omat/ilmoitukset/", "/fi/omat/ilmoitukset/valinnat/"


@pytest.fixture
def at_home(live_server, transactional_db, activate, site_root, make_user, sign_in):
    """Signed in as a member with three notices, two of them unread."""
    activate("blog")
    reader = make_user("Pentti Sampela")
    for number in range(3):
        Notice.objects.create(
            receiver=reader,
            kind="blog.comment_in_talk",
            key=str(number),
            context={"name": "Aino", "post": "Leipä nousee"},
            quote="Samaa mieltä!",
            url="/fi/",
        )
    Notice.objects.filter(key="0").update(read_at="2026-01-01T12:00Z")
    sign_in(live_server.url, reader.email, "himmeli-testi-1")
    return live_server.url


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
@pytest.mark.parametrize("path", [LIST, CHOICES])
def test_pages_are_accessible_and_fit(path, size, at_home, page, assert_accessible, fits_the_screen):
    page.set_viewport_size(size)
    page.goto(at_home + path)

    assert_accessible(page)
    fits_the_screen(page)


def test_notices_are_read_by_keyboard(at_home, page):
    page.goto(at_home + LIST)
    page.get_by_role("button", name="Merkitse luetuksi").first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator(".notice-line--unread").count() == 1

    page.get_by_role("button", name="Merkitse kaikki luetuiksi").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator(".notice-line--unread").count() == 0

    page.locator(".notice-line__words a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(at_home + "/fi/")


def test_choices_are_made_by_keyboard_and_kept(at_home, page):
    page.goto(at_home + CHOICES)
    page.get_by_label("Sähköpostiin").first.focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("button", name="Tallenna").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert page.get_by_label("Sähköpostiin").first.input_value() == "daily"
    assert page.get_by_text("Tallennettu").count() == 1


def test_bar_of_a_phone_leads_to_the_notices(at_home, page):
    page.set_viewport_size(PHONE)
    page.goto(f"{at_home}/fi/")

    page.locator(".dock").get_by_role("link", name="Ilmoitukset").click()

    page.wait_for_url(at_home + LIST)
