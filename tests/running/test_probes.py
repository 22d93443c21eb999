import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client

from himmeli.running import readiness
from himmeli.seo import maintenance


@pytest.fixture(autouse=True)
def _not_known():
    readiness._known["applied"] = False
    yield
    readiness._known["applied"] = False


def test_a_process_that_answers_is_alive(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response = client.get("/healthz")

    assert (response.status_code, response.json()) == (200, {"alive": True})
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies
    assert "Vary" not in response


def test_a_site_that_can_serve_says_so(client, db):
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {"ready": True, "checks": {"database": "ok", "migrations": "ok", "cache": "ok"}}
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies


def test_pending_migrations_are_not_ready(client, db):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'tasks'")

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["checks"] == {"database": "ok", "migrations": "pending", "cache": "ok"}


def test_a_cache_that_is_away_is_told_and_the_site_is_ready_without_it(client, db, settings):
    settings.CACHES = {
        **settings.CACHES,
        "default": {"BACKEND": "himmeli.running.redis_cache.SteadyRedisCache", "LOCATION": "redis://127.0.0.1:1"},
    }

    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json()["checks"]["cache"] == "no answer"


def test_without_its_server_the_cache_finds_nothing_and_fails_nobody(settings):
    settings.CACHES = {
        **settings.CACHES,
        "default": {"BACKEND": "himmeli.running.redis_cache.SteadyRedisCache", "LOCATION": "redis://127.0.0.1:1"},
    }
    cache = caches["default"]

    assert cache.get("a", "nothing") == "nothing"
    assert cache.add("a", 1) is True
    assert cache.incr("a") == 1
    assert cache.get_many(["a"]) == {}
    assert cache.get_or_set("a", 5) == 5
    assert cache.set_many({"a": 1}) == []
    assert (cache.has_key("a"), cache.delete("a"), cache.touch("a"), cache.clear()) == (False, False, False, False)


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_nothing_stands_before_the_answers(path, db, settings, site_root):
    """Neither the redirect to https nor a maintenance break, nor a name of the host that a balancer does not know."""
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["kylanvaki.fi"]
    maintenance.switch(on=True)

    response = Client(SERVER_NAME="10.0.0.7").get(path)

    assert response.status_code == 200
    assert "Location" not in response


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_only_asking_is_allowed(client, path, method):
    assert getattr(client, method)(path).status_code == 405


def test_head_is_answered(client, db):
    assert client.head("/healthz").status_code == 200


def test_another_address_is_a_page_of_the_site(client, site_root):
    assert client.get("/fi/healthz", follow=True).status_code == 404
