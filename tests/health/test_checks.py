import pytest

from himmeli.health.checks import checks, look, measure, offer_check
from himmeli.health.findings import Finding, State, attention, broken, fine
from himmeli.health.models import Measurement
from himmeli.health.summary import keep_summary, number_of_problems, problems


def told(name):
    return next((check for check in look() if check.name == name), None)


def test_a_check_answers_with_findings_and_is_as_bad_as_the_worst(db, offered):
    offered.append("test.many")
    offer_check("test.many", "Many", lambda: [fine("a"), broken("b", "do c"), attention("d")])

    check = told("test.many")

    assert check.state is State.BROKEN
    assert check.findings == [
        Finding(State.FINE, "a"),
        Finding(State.BROKEN, "b", "do c"),
        Finding(State.ATTENTION, "d"),
    ]


def test_a_check_of_a_plugin_is_asked_only_while_that_is_active(db, activate, offered):
    offered.append("test.blog")
    offer_check("test.blog", "Blog", lambda: [fine("a")])
    checks.remove("test.blog")
    checks.register("test.blog", checks_value(lambda: [fine("a")]), plugin="blog")

    assert told("test.blog") is None
    activate("blog")
    assert told("test.blog").findings == [fine("a")]


def checks_value(tell, measure=None):
    from himmeli.health.checks import Check

    return Check("Blog", tell, measure)


def test_a_check_that_fails_is_told_and_the_others_go_on(db, offered):
    def fails():
        raise RuntimeError("no idea")

    offered.append("test.fails")
    offer_check("test.fails", "Fails", fails)

    check = told("test.fails")

    assert check.state is State.BROKEN
    assert "no idea" in check.findings[0].text
    assert told("database").state is State.FINE


def test_a_check_whose_query_fails_spoils_nothing(db, offered):
    from django.db import connection

    def fails():
        connection.cursor().execute("SELECT nothing FROM nowhere")

    offered.append("a.fails")
    offer_check("a.fails", "Fails", fails, order=-1000)

    assert told("a.fails").state is State.BROKEN
    assert told("links").state is State.FINE


def test_what_is_slow_is_measured_by_the_clock_and_only_told_when_asked(db, offered):
    asked = []

    def ask():
        asked.append(1)
        return {"degrees": 21}

    offered.append("test.slow")
    offer_check("test.slow", "Slow", lambda measured: [fine(str(measured["degrees"]))], measure=ask, every="hour")

    assert told("test.slow").state is State.ATTENTION
    assert asked == []
    assert "test.slow" not in measure(every="day")
    assert "test.slow" in measure(every="hour")
    check = told("test.slow")
    assert check.findings == [fine("21")]
    assert check.measured_at == Measurement.objects.get(check_name="test.slow").measured_at
    look()
    assert asked == [1]


def test_a_measuring_that_fails_keeps_what_was_measured_before(db, offered):
    values = [1, RuntimeError("away")]

    def ask():
        value = values.pop(0)
        if isinstance(value, Exception):
            raise value
        return value

    offered.append("test.slow")
    offer_check("test.slow", "Slow", lambda measured: [fine(str(measured))], measure=ask)
    measure(every="day")
    measure(every="day")

    assert Measurement.objects.get(check_name="test.slow").value == 1


def test_a_period_that_no_clock_has_is_refused():
    with pytest.raises(ValueError, match="hour, day"):
        offer_check("test.wrong", "Wrong", list, every="week")


def test_number_of_problems_is_kept_until_it_is_old(db, well, offered):
    assert keep_summary(look()) == 0
    offered.append("test.broken")
    offer_check("test.broken", "Broken", lambda: [broken("a"), attention("b"), fine("c")])

    assert number_of_problems() == 0
    Measurement.objects.update(measured_at="2020-01-01T00:00Z")
    assert number_of_problems() == 2
    assert problems(look()) == 2
