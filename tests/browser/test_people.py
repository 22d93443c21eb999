"""Signing in with passkeys and codes, and the pages of members, in a real browser with a virtual authenticator."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail

from himmeli.kits.services import prepare_site

from .conftest import DESKTOP, PHONE

PASSWORD = "himmeli-testi-1"
EMAIL = "pentti@example.org"


@pytest.fixture
def site(live_server, settings, transactional_db, make_user):
    """A site on localhost, which alone of insecure origins may have passkeys, with one member."""
    settings.ALLOWED_HOSTS = ["localhost", "testserver"]
    settings.SECURE_SSL_REDIRECT = False
    prepare_site(title="Kylän väki", languages=["fi", "en", "sv"])
    make_user("Pentti Sampela", groups=["Member"])
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def quiet(page):
    """What the console complained of: nothing, at the end."""
    complaints = []
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield
    assert complaints == []


@pytest.fixture
def authenticator(page):
    """A device with a fingerprint reader, whose owner always agrees."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    devtools.authenticator_id = made["authenticatorId"]
    return devtools


def prove(page):
    """The password once more, as is asked before what is important."""
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_load_state()


def add_passkey(page, site, sign_in):
    sign_in(site, EMAIL, PASSWORD)
    page.goto(f"{site}/fi/accounts/2fa/webauthn/add/")
    prove(page)
    page.click("form[data-passkey=create] button[type=submit]")
    page.wait_for_url("**/recovery-codes/")


def sign_out(page, site):
    page.goto(f"{site}/fi/accounts/logout/")
    page.click("main form button[type=submit]")
    page.wait_for_load_state()


def test_passkey_is_made_and_signs_in_with_one_tap(site, page, sign_in, authenticator, quiet):
    add_passkey(page, site, sign_in)
    assert page.locator(".mine__codes li").count() == 10
    sign_out(page, site)

    page.goto(f"{site}/fi/accounts/login/")
    page.click("form[data-passkey=sign-in] button")

    page.wait_for_url(f"{site}/fi/omat/")
    assert "Pentti" in page.inner_text("h1")


def test_after_a_password_the_passkey_is_the_second_step(site, page, sign_in, authenticator, quiet):
    add_passkey(page, site, sign_in)
    sign_out(page, site)

    sign_in(site, EMAIL, PASSWORD)
    assert page.url.endswith("/2fa/authenticate/")
    page.click("form[data-passkey=use] button")

    page.wait_for_url(f"{site}/fi/omat/")


def test_device_that_refuses_says_so_and_leaves_the_other_ways(site, page, sign_in, authenticator):
    add_passkey(page, site, sign_in)
    sign_out(page, site)
    authenticator.send(
        "WebAuthn.setUserVerified", {"authenticatorId": authenticator.authenticator_id, "isUserVerified": False}
    )

    page.goto(f"{site}/fi/accounts/login/")
    page.click("form[data-passkey=sign-in] button")

    page.locator("form[data-passkey=sign-in] [data-passkey-failed]").wait_for(state="visible")
    assert page.locator("input[name=password]").is_visible()


def test_code_of_an_app_by_its_square(site, page, sign_in, quiet):
    sign_in(site, EMAIL, PASSWORD)
    page.goto(f"{site}/fi/accounts/2fa/totp/activate/")
    prove(page)
    assert page.evaluate("document.querySelector('.mine__square').naturalWidth") > 0
    secret = page.text_content(".mine__key")

    page.fill("input[name=code]", format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    page.click("main form button[type=submit]")

    page.wait_for_url("**/recovery-codes/")
    sign_out(page, site)
    sign_in(site, EMAIL, PASSWORD)
    page.fill("input[name=code]", format_hotp_value(hotp_value(secret, int(time.time()) // 30 + 1)))
    page.click("main form:has(input[name=code]) button[type=submit]")
    page.wait_for_url(f"{site}/fi/omat/")


def test_link_in_the_e_mail_signs_in_with_one_press(site, page, quiet):
    page.goto(f"{site}/fi/accounts/login/code/")
    page.fill("input[name=email]", EMAIL)
    page.click("main form button[type=submit]")
    page.wait_for_url("**/login/code/confirm/")
    link = re.search(r"http://localhost\S+\?code=\S+", mail.outbox[-1].body).group()

    page.goto(link)
    page.click("main form button[type=submit] >> nth=0")

    page.wait_for_url(f"{site}/fi/omat/")


# So tall that nothing lies under the bar at the foot of the screen.
TALL_PHONE = {"width": 390, "height": 5000}
MINE = (
    "/fi/omat/",
    "/fi/omat/profiili/",
    "/fi/omat/asetukset/",
    "/fi/accounts/email/",
    "/fi/accounts/password/change/",
    "/fi/accounts/2fa/",
    "/fi/accounts/2fa/totp/activate/",
    "/fi/accounts/sessions/",
    "/fi/ryhmat/",
    "/fi/ryhmat/uunivaki/",
    "/fi/ryhmat/uunivaki/ihmiset/",
    "/fi/ryhmat/-uusi/",
)
EVERYBODYS = (
    "/fi/accounts/login/",
    "/fi/accounts/signup/",
    "/fi/accounts/login/code/",
    "/fi/omat/odottaa/",
    "/fi/kutsu/vanha/",
    "/fi/ryhmat/",
    "/fi/ryhmat/uunivaki/",
)


def test_pages_of_members_are_accessible_and_fit(demo_server, page, sign_in, assert_accessible, fits_the_screen):
    sign_in(demo_server, EMAIL)
    for path in MINE:
        for size in (DESKTOP, TALL_PHONE):
            page.set_viewport_size(size)
            page.goto(demo_server + path)
            fits_the_screen(page)
            assert_accessible(page)


def test_pages_before_signing_in_are_accessible_and_fit(demo_server, page, assert_accessible, fits_the_screen):
    for path in EVERYBODYS:
        for size in (DESKTOP, PHONE):
            page.set_viewport_size(size)
            page.goto(demo_server + path)
            fits_the_screen(page)
            assert_accessible(page)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_coordinators_pages_fit(demo_server, page, sign_in, size, fits_the_screen):
    sign_in(demo_server, "marketta@example.org")
    page.set_viewport_size(size)
    for path in ("applications/", "invitations/", "invitations/one/", "invitations/many/"):
        page.goto(f"{demo_server}/admin/people/{path}")
        assert page.locator("h1").first.is_visible()
        fits_the_screen(page)
