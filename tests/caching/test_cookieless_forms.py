"""A visitor's form is sent without a cookie; nobody else's site can send one in her name."""

import pytest
from django.contrib.auth import login
from django.http import HttpResponse
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.urls import reverse

from himmeli.caching.csrf import CookielessCsrfMiddleware, full_csrf_check

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
ELSEWHERE = "https://evil.example"


def view(request):
    return HttpResponse("done")


@full_csrf_check
def sign_in_view(request):
    return HttpResponse("done")


def send(target=view, cookies=None, secure=False, **headers):
    request = RequestFactory(enforce_csrf_checks=True).post("/fi/form/", {"name": "x"}, secure=secure, **headers)
    request.COOKIES.update(cookies or {})
    middleware = CookielessCsrfMiddleware(target)
    refused = middleware.process_view(request, target, (), {})
    return 403 if refused is not None else target(request).status_code


@pytest.fixture(autouse=True)
def _plain_refusal(settings):
    settings.CSRF_FAILURE_VIEW = "django.views.csrf.csrf_failure"


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ORIGIN": SITE},
        {"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ORIGIN": "null"},
        {"HTTP_ORIGIN": SITE},
        {"HTTP_REFERER": f"{SITE}/fi/"},
        {},
    ],
)
def test_visitor_sends_a_form_of_this_site_without_a_cookie(headers):
    assert send(**headers) == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_SEC_FETCH_SITE": "cross-site", "HTTP_ORIGIN": ELSEWHERE},
        {"HTTP_SEC_FETCH_SITE": "cross-site", "HTTP_ORIGIN": SITE},
        {"HTTP_SEC_FETCH_SITE": "same-site", "HTTP_ORIGIN": "http://other.testserver"},
        {"HTTP_SEC_FETCH_SITE": "none"},
        {"HTTP_ORIGIN": ELSEWHERE},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_ORIGIN": "http://testserver.evil.example"},
        {"HTTP_REFERER": f"{ELSEWHERE}/testserver/"},
    ],
)
def test_form_sent_from_another_site_is_refused_without_a_session(headers):
    assert send(**headers) == 403


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"HTTP_ORIGIN": SITE},
        {"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ORIGIN": SITE},
        {"HTTP_SEC_FETCH_SITE": "cross-site", "HTTP_ORIGIN": ELSEWHERE},
    ],
)
def test_whoever_has_a_session_needs_a_token(headers):
    assert send(cookies={"sessionid": "1"}, **headers) == 403


def test_view_that_signs_in_needs_a_token_from_everybody():
    assert send(sign_in_view, HTTP_SEC_FETCH_SITE="same-origin", HTTP_ORIGIN=SITE) == 403


def test_forged_sign_in_is_refused(site_root, member):
    client = Client(enforce_csrf_checks=True)

    response = client.post(
        reverse("account_login"),
        {"login": member.email, "password": "himmeli-testi-1"},
        headers={"sec-fetch-site": "same-origin", "origin": SITE},
    )

    assert response.status_code == 403
    assert "sessionid" not in response.cookies


def test_view_that_signs_in_without_asking_for_the_full_check_signs_nobody_in(member):
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.exceptions import PermissionDenied

    request = RequestFactory().post("/fi/form/")
    request.session = SessionStore()
    request.was_accepted_without_token = True

    with pytest.raises(PermissionDenied):
        login(request, member, backend="django.contrib.auth.backends.ModelBackend")

    assert request.session.is_empty()


def token_field(cookies):
    request = RequestFactory().get("/fi/")
    request.COOKIES.update(cookies)
    html = Template("{% form_token %}").render(Context({"request": request}))
    return html, request.META.get("CSRF_COOKIE_NEEDS_UPDATE", False)


def test_form_of_a_visitor_holds_no_token_and_sets_no_cookie():
    assert token_field({}) == ("", False)


def test_form_of_somebody_signed_in_holds_a_token():
    html, sets_cookie = token_field({"sessionid": "1"})

    assert html.startswith('<input type="hidden" name="csrfmiddlewaretoken" value="')
    assert sets_cookie


def test_refused_form_says_what_to_do(site_root, settings):
    settings.CSRF_FAILURE_VIEW = "himmeli.caching.csrf.csrf_failure"
    client = Client(enforce_csrf_checks=True)

    response = client.post("/fi/", {"x": "1"}, headers={"origin": ELSEWHERE})

    assert response.status_code == 403
    assert "403_csrf.html" in [template.name for template in response.templates]
