"""A page kept for visitors is the page as it is now, and nobody's own."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from himmeli.caching import do_not_store, expires
from himmeli.caching.middleware import PageCacheMiddleware
from himmeli.stamps.services import bump, reading

pytestmark = pytest.mark.django_db


def ask(path="/fi/", **headers):
    return RequestFactory().get(path, **headers)


def through(view, request):
    with reading():
        return PageCacheMiddleware(view)(request)


def page_of(text, **headers):
    return HttpResponse(f"<p>{text}</p>", headers=headers)


def test_second_visitor_gets_the_kept_page():
    made = []

    def view(request):
        made.append(request.path)
        return page_of("hello")

    first, second = through(view, ask()), through(view, ask())

    assert first.content == second.content == b"<p>hello</p>"
    assert made == ["/fi/"]


@pytest.mark.parametrize("encoding", ["br", "gzip", "br;q=0, gzip", "identity", "deflate"])
def test_kept_page_reads_the_same_in_every_encoding(encoding):
    import gzip

    import brotli

    text = "Älä pelkää. " * 100
    request = ask(HTTP_ACCEPT_ENCODING=encoding)

    response = through(lambda request: page_of(text), request)

    undo = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[response.headers.get("Content-Encoding")]
    assert undo(response.content).decode() == f"<p>{text}</p>"
    assert response.headers.get("Content-Encoding") == {"br": "br", "gzip": "gzip", "br;q=0, gzip": "gzip"}.get(
        encoding
    )


def test_browser_that_has_the_page_is_told_so_and_gets_nothing_again():
    first = through(lambda request: page_of("hello"), ask())

    again = through(lambda request: page_of("never asked"), ask(HTTP_IF_NONE_MATCH=first["ETag"]))

    assert again.status_code == 304
    assert again.content == b""
    assert again["Cache-Control"] == first["Cache-Control"] == "no-cache"
    assert again["ETag"] == first["ETag"]


def test_head_is_answered_from_what_get_kept():
    through(lambda request: page_of("hello"), ask())

    response = through(lambda request: page_of("other"), RequestFactory().head("/fi/"))

    assert response.content == b""
    assert response["Content-Length"] == "12"


@pytest.mark.parametrize("stamp", ["content", "plugins", "theme"])
def test_raised_stamp_leaves_the_kept_page_behind(stamp):
    through(lambda request: page_of("old"), ask())

    bump(stamp)

    assert through(lambda request: page_of("new"), ask()).content == b"<p>new</p>"


def test_page_made_from_what_was_there_before_a_change_is_not_found_after_it():
    """The race: a render begins, the change commits and raises the stamp, the render ends."""

    def slow_view(request):
        bump("content")
        return page_of("old")

    through(slow_view, ask())

    assert through(lambda request: page_of("new"), ask()).content == b"<p>new</p>"


@pytest.mark.parametrize("cookie", ["sessionid", "messages", "cart", "anything"])
def test_visitor_with_a_cookie_gets_a_page_of_her_own(cookie):
    request = ask()
    request.COOKIES[cookie] = "1"
    through(lambda request: page_of("for all"), ask())

    own = through(lambda request: page_of("mine"), request)

    assert own.content == b"<p>mine</p>"
    assert through(lambda request: page_of("nobody's"), ask()).content == b"<p>for all</p>"


@pytest.mark.parametrize("cookie", ["csrftoken", "django_language", "_ga_X1"])
def test_cookie_that_changes_nothing_does_not_keep_the_page_away(cookie):
    through(lambda request: page_of("for all"), ask())
    request = ask()
    request.COOKIES[cookie] = "1"

    assert through(lambda request: page_of("mine"), request).content == b"<p>for all</p>"


def test_signed_in_page_is_stored_nowhere():
    request = ask()
    request.COOKIES["sessionid"] = "1"

    response = through(lambda request: page_of("mine"), request)

    assert response["Cache-Control"] == "private, no-store"
    assert through(lambda request: page_of("for all"), ask()).content == b"<p>for all</p>"


def with_cookie(request):
    response = page_of("mine")
    response.set_cookie("sessionid", "1")
    return response


def forbidden_to_store(request):
    do_not_store(request)
    return page_of("mine")


@pytest.mark.parametrize(
    "view",
    [
        with_cookie,
        forbidden_to_store,
        lambda request: HttpResponse("mine", status=404),
        lambda request: HttpResponse("mine", status=503),
        lambda request: HttpResponse("mine", content_type="application/json"),
        lambda request: page_of("mine", **{"Cache-Control": "private"}),
        lambda request: page_of("mine", Vary="X-Something"),
    ],
)
def test_what_is_not_everybodys_page_is_not_kept(view):
    through(view, ask())

    assert through(lambda request: page_of("for all"), ask()).content == b"<p>for all</p>"


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/fi/?anything=1", {}),
        ("/fi/?page=12345", {}),
        ("/fi/?q=leipä", {}),
        ("/admin/", {}),
        ("/", {}),
        ("/fi/", {"HTTP_AUTHORIZATION": "Bearer x"}),
        ("/fi/", {"HTTP_HX_REQUEST": "true"}),
    ],
)
def test_what_may_differ_from_visitor_to_visitor_is_made_each_time(path, headers):
    made = []

    def view(request):
        made.append(1)
        return page_of("x")

    through(view, ask(path, **headers))
    through(view, ask(path, **headers))

    assert made == [1, 1]


def test_pages_of_a_list_are_kept_apart():
    through(lambda request: page_of("one"), ask("/fi/?page=1"))

    assert through(lambda request: page_of("two"), ask("/fi/?page=2")).content == b"<p>two</p>"


def test_marks_of_a_campaign_reach_neither_the_page_nor_the_key():
    seen = []

    def view(request):
        seen.append(dict(request.GET))
        return page_of("x")

    through(view, ask("/fi/?page=2&utm_source=letter&fbclid=abc"))
    through(view, ask("/fi/?page=2"))

    assert seen == [{"page": ["2"]}]


def test_page_that_time_will_change_is_kept_until_then_only(monkeypatch):
    from datetime import timedelta

    from django.utils import timezone

    kept = {}
    monkeypatch.setattr(
        type(caches["pages"]), "set", lambda self, key, value, timeout=None, version=None: kept.update(seconds=timeout)
    )

    def view(request):
        expires(request, timezone.now() + timedelta(seconds=90, milliseconds=500))
        expires(request, timezone.now() + timedelta(hours=2))
        return page_of("x")

    through(view, ask())

    assert kept["seconds"] in {89, 90}


def test_hit_costs_one_query(site_root):
    client = Client()
    client.get("/fi/")

    with CaptureQueriesContext(connection) as queries:
        client.get("/fi/")

    asked = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
    assert asked == ["SELECT name, version FROM stamps_stamp"]


def test_hosts_and_schemes_are_kept_apart(settings):
    settings.ALLOWED_HOSTS = ["*"]
    through(lambda request: page_of("one"), ask(HTTP_HOST="one.example"))

    assert through(lambda request: page_of("two"), ask(HTTP_HOST="two.example")).content == b"<p>two</p>"
    assert through(lambda request: page_of("s"), ask(HTTP_HOST="one.example", secure=True)).content == b"<p>s</p>"


def test_page_without_a_failed_piece_is_tried_again_soon(monkeypatch):
    from himmeli.caching.lifetime import AFTER_A_FAULT, fault_shown

    kept = {}
    monkeypatch.setattr(
        type(caches["pages"]), "set", lambda self, key, value, timeout=None, version=None: kept.update(seconds=timeout)
    )

    def view(request):
        fault_shown()
        return page_of("x")

    through(view, ask())

    assert kept["seconds"] == AFTER_A_FAULT


def test_no_public_page_sets_a_cookie(site_root, client):
    for page in Page.objects.live().filter(depth__gt=1):
        response = client.get(page.url)
        assert response.status_code == 200
        assert not response.cookies
