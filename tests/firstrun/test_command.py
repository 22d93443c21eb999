import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from himmeli.firstrun.code import exchange_code
from himmeli.firstrun.models import SetUp
from himmeli.pages.models import HomePage
from himmeli.plugins.activation import is_active
from himmeli.themes.models import Appearance

from .conftest import PASSWORD

User = get_user_model()


@pytest.fixture
def told(fresh, monkeypatch):
    monkeypatch.setenv("HIMMELI_ADMIN_PASSWORD", PASSWORD)
    return {"email": "liisa@satokori.fi", "person": "Liisa Niemi", "name": "Satokori"}


def test_prints_a_link_with_a_new_code(fresh, capsys):
    call_command("setup")

    said = capsys.readouterr().out
    code = said.partition("?code=")[2].split()[0]
    assert f"{fresh.SITE_URL}/setup/?code={code}" in said
    assert exchange_code(code, address="192.0.2.1")


def test_sets_up_without_a_browser(told):
    call_command("setup", kit="kylan-vaki", **told)

    assert User.objects.get().check_password(PASSWORD)
    assert is_active("blog")
    assert Appearance.objects.live().theme == "himmeli"
    assert HomePage.objects.get(locale__language_code="fi").body


def test_begins_with_an_empty_site_unless_told(told):
    call_command("setup", plugins="", theme="torppa", **told)

    assert not is_active("blog")
    assert Appearance.objects.live().theme == "torppa"
    assert not HomePage.objects.get().body


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "--name"),
        ({"email": "liisa"}, "--email"),
        ({"kit": "nothing"}, "--kit"),
        ({"language": "xx"}, "--language"),
        ({"theme": "nothing"}, "--theme"),
        ({"plugins": "nothing"}, "--plugins"),
    ],
)
def test_names_what_is_wrong_and_changes_nothing(told, wrong, said):
    with pytest.raises(CommandError, match=said):
        call_command("setup", **{**told, **wrong})

    assert not User.objects.exists()
    assert not HomePage.objects.exists()


def test_a_weak_password_is_refused(told, monkeypatch):
    monkeypatch.setenv("HIMMELI_ADMIN_PASSWORD", "liisa")

    with pytest.raises(CommandError, match="--password"):
        call_command("setup", **told)
    assert not User.objects.exists()


def test_does_nothing_once_there_is_an_administrator(told, administrator):
    for options in ({}, told):
        with pytest.raises(CommandError, match="has its administrator"):
            call_command("setup", **options)

    assert not SetUp.objects.exclude(code_hash="").exists()
