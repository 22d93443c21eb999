import json
import logging
import sys

import pytest

from himmeli.running.logs import JsonFormatter, PlainFormatter, RequestIdFilter
from himmeli.running.request_ids import carrying, name_for, request_id


def record(message="words", *arguments, error=None, **extra):
    made = logging.getLogger("himmeli.test").makeRecord(
        "himmeli.test", logging.WARNING, __file__, 1, message, arguments, error, extra=extra
    )
    RequestIdFilter().filter(made)
    return made


def raised():
    try:
        raise ValueError("line one\nline two")
    except ValueError:
        return sys.exc_info()


def test_a_line_of_json_holds_everything_in_one_line():
    with carrying("abc-123"):
        line = JsonFormatter().format(record("äiti %s \udcff", "sanoi\n", error=raised(), seconds=3, request=object()))

    told = json.loads(line)
    assert "\n" not in line
    assert line.isascii()
    assert told["message"] == "äiti sanoi\n \udcff"
    assert (told["level"], told["logger"], told["request_id"]) == ("WARNING", "himmeli.test", "abc-123")
    assert told["seconds"] == 3
    assert "ValueError: line one\nline two" in told["exception"]
    assert "request" not in told
    assert told["time"].endswith("+00:00")


def test_a_plain_line_names_the_request_if_there_is_one():
    with carrying("abc-123"):
        named = PlainFormatter().format(record())
    unnamed = PlainFormatter().format(record())

    assert named.endswith(" WARNING himmeli.test [abc-123]: words")
    assert unnamed.endswith(" WARNING himmeli.test: words")


def test_the_name_that_a_proxy_gave_is_kept(client):
    response = client.get("/healthz", headers={"X-Request-ID": "proxy-0001.a_b"})

    assert response["X-Request-ID"] == "proxy-0001.a_b"
    assert request_id() == ""


@pytest.mark.parametrize("given", ["", "short", "x" * 81, "a b c d e f", "abcdef\n", "<script>", 'a"b"c"d', "ääkköset"])
def test_a_name_that_could_do_harm_is_not_kept(given):
    assert name_for(given) != given
    assert len(name_for(given)) == 32


def test_each_request_has_a_name_of_its_own_also_from_the_page_cache(client, site_root, settings):
    settings.PAGE_CACHE = True

    first, second = client.get("/fi/"), client.get("/fi/")

    assert first.content == second.content
    assert first["X-Request-ID"] != second["X-Request-ID"]


def test_a_line_a_request_tells_nothing_of_people(client, site_root, settings, caplog):
    settings.LOG_REQUESTS = True
    with caplog.at_level(logging.INFO, "himmeli.requests"):
        client.get("/fi/haku/?q=salainen", headers={"X-Request-ID": "request-1"}, REMOTE_ADDR="192.0.2.7")

    (line,) = [one for one in caplog.records if one.name == "himmeli.requests"]
    assert line.getMessage().startswith("GET /fi/haku/ 200 ")
    assert line.status == 200
    assert "salainen" not in JsonFormatter().format(line)
    assert "192.0.2.7" not in JsonFormatter().format(line)


def test_no_line_is_written_unless_asked_for(client, site_root, caplog):
    with caplog.at_level(logging.INFO, "himmeli.requests"):
        client.get("/fi/")

    assert [one for one in caplog.records if one.name == "himmeli.requests"] == []
