"""What every answer of the site tells a browser to guard."""

import pytest

from himmeli.kits.services import prepare_site

GUARDS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
REFUSED = ("camera=()", "microphone=()", "geolocation=()", "payment=()", "usb=()", "browsing-topics=()")
ADDRESSES = ["/fi/", "/fi/", "/fi/accounts/login/", "/fi/search/", "/en/nothing-here/"]


@pytest.fixture
def served(db, client, member):
    prepare_site(title="Kylän väki", languages=["fi", "en"])
    return client


@pytest.mark.parametrize("address", ADDRESSES)
def test_public_pages_are_guarded(served, address):
    answer = served.get(address)

    assert {name: answer.get(name) for name in GUARDS} == GUARDS
    assert [power for power in REFUSED if power not in answer["Permissions-Policy"].split(", ")] == []
    policy = answer["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'self'" in policy
    assert "object-src 'none'" in policy


def test_pages_kept_for_visitors_are_guarded_like_those_made_anew(served, settings):
    settings.PAGE_CACHE = True
    names = [*GUARDS, "Permissions-Policy", "Content-Security-Policy"]
    first, kept = served.get("/fi/"), served.get("/fi/")

    assert [kept.get(name) for name in names] == [first.get(name) for name in names]
    assert None not in [kept.get(name) for name in names]


def test_pages_of_members_and_the_admin_are_guarded(served, member, administrator):
    served.force_login(member)
    own = served.get("/fi/accounts/password/change/")
    served.force_login(administrator)
    admin = served.get("/admin/")

    assert "unsafe" not in own["Content-Security-Policy"]
    for answer in (own, admin):
        assert {name: answer.get(name) for name in GUARDS} == GUARDS
        assert "camera=()" in answer["Permissions-Policy"]


def test_films_in_frames_may_fill_the_screen(served):
    assert "fullscreen" not in served.get("/fi/")["Permissions-Policy"]


def test_an_encrypted_site_tells_browsers_to_stay_encrypted(served, settings):
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 31_536_000, True
    from django.test import Client

    assert Client().get("/fi/", secure=True)["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert "Strict-Transport-Security" not in Client().get("/fi/")
