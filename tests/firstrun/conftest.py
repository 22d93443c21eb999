import re

import pytest

from himmeli.firstrun.code import issue_code

PASSWORD = "kurkku ja tilli 7"


@pytest.fixture
def fresh(db, settings, tmp_path):
    """A site that nobody has set up yet."""
    settings.FIRST_RUN = True
    settings.VAR_DIR = tmp_path / "var"
    return settings


@pytest.fixture
def begin(fresh, client):
    """A browser that has given the code: `begin()` returns it."""

    def begin(browser=client):
        answer = browser.post("/fi/setup/", {"code": issue_code()})
        assert answer["Location"] == "/fi/setup/site/"
        return browser

    return begin


@pytest.fixture
def answer_all(begin):
    """Answer every step, with some answers changed: `answer_all(kit="juurakko")`. Returns the browser."""

    def answer_all(browser=None, **changed):
        browser = browser or begin()
        given = {
            "name": "Satokori",
            "language": "fi",
            "person": "Liisa Niemi",
            "email": "liisa@satokori.fi",
            "password": PASSWORD,
            "password_again": PASSWORD,
            "kit": "-",
            "plugins": [],
            "theme": "himmeli",
            **changed,
        }
        for step in ("site", "administrator", "kit", "plugins", "theme"):
            response = browser.post(f"/fi/setup/{step}/", given)
            assert response.status_code == 302, re.sub(r"<[^>]+>|\s+", " ", response.content.decode())
        assert response["Location"] == "/fi/setup/check/"
        return browser

    return answer_all
