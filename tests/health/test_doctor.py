import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from himmeli.health.checks import offer_check
from himmeli.health.findings import attention, broken
from himmeli.health.models import Measurement


def test_says_that_nothing_is_broken(db, well, capsys):
    call_command("doctor")

    assert "[ok]" in capsys.readouterr().out


def test_ends_with_an_error_when_something_is_broken_and_says_what_to_do(db, well, offered, capsys):
    offered += ["t.broken", "t.attention"]
    offer_check("t.attention", "Middling one", lambda: [attention("Hm")])
    offer_check("t.broken", "Broken one", lambda: [broken("Oh no", "Mend it", details=("line a",))])

    with pytest.raises(CommandError) as error:
        call_command("doctor")

    said = capsys.readouterr().out
    assert error.value.returncode == 1
    assert said.index("[BROKEN] Broken one: Oh no") < said.index("[attention] Middling one: Hm")
    assert "line a" in said
    assert "-> Mend it" in said


def test_measures_at_once_unless_told_not_to(db, offered, capsys):
    asked = []
    offered.append("t.slow")
    offer_check(
        "t.slow", "Slow", lambda measured: [attention(f"{measured} degrees")], measure=lambda: asked.append(1) or 21
    )

    with pytest.raises(CommandError):
        call_command("doctor", kept=True)
    assert asked == []
    with pytest.raises(CommandError):
        call_command("doctor")

    assert "21 degrees" in capsys.readouterr().out
    assert asked == [1]
    assert Measurement.objects.get(check_name="summary").value > 0


def test_speaks_the_language_asked_for(db, capsys):
    with pytest.raises(CommandError):
        call_command("doctor", language="fi")

    assert "Tietokanta" in capsys.readouterr().out
    assert translation.get_language() == "fi"
