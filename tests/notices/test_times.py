"""When e-mails leave: quiet hours over midnight, summaries, other time zones, both changes of the clock."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from himmeli.notices.models import NoticeTimes
from himmeli.notices.times import after_quiet_hours, email_due_at, is_quiet, next_time, zone_of

from .conftest import HELSINKI


def at(*parts, zone=HELSINKI):
    return datetime(*parts, tzinfo=zone)


@pytest.mark.parametrize(
    ("begin", "end", "quiet", "loud"),
    [
        (time(22), time(7), [time(22), time(23, 59), time(0), time(6, 59)], [time(7), time(12), time(21, 59)]),
        (time(1), time(5), [time(1), time(4, 59)], [time(0, 59), time(5), time(22)]),
    ],
)
def test_quiet_hours_may_go_over_midnight(begin, end, quiet, loud):
    assert [is_quiet(hour, begin, end) for hour in quiet] == [True] * len(quiet)
    assert [is_quiet(hour, begin, end) for hour in loud] == [False] * len(loud)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (at(2026, 11, 25, 21, 59), at(2026, 11, 25, 21, 59)),
        (at(2026, 11, 25, 22, 0), at(2026, 11, 26, 7, 0)),
        (at(2026, 11, 26, 3, 0), at(2026, 11, 26, 7, 0)),
        (at(2026, 11, 26, 7, 0), at(2026, 11, 26, 7, 0)),
        # The night of the 29th of March has 23 hours, that of the 25th of October 25.
        (at(2026, 3, 28, 23, 0), at(2026, 3, 29, 7, 0)),
        (at(2026, 10, 24, 23, 0), at(2026, 10, 25, 7, 0)),
        (at(2026, 10, 25, 3, 30, zone=HELSINKI).replace(fold=1), at(2026, 10, 25, 7, 0)),
    ],
)
def test_what_happens_in_quiet_hours_waits_for_their_end(now, due):
    assert after_quiet_hours(now.astimezone(UTC), NoticeTimes(), HELSINKI) == due


@pytest.mark.parametrize(
    ("night", "hours"), [(at(2026, 3, 28, 22, 0), 8), (at(2026, 10, 24, 22, 0), 10), (at(2026, 6, 1, 22, 0), 9)]
)
def test_night_is_as_long_as_the_clock_makes_it(night, hours):
    night = night.astimezone(UTC)

    assert (after_quiet_hours(night, NoticeTimes(), HELSINKI) - night).total_seconds() == hours * 3600


def test_hour_that_is_left_out_in_spring_comes_later_and_one_shown_twice_in_autumn_comes_once():
    spring = next_time(at(2026, 3, 28, 12).astimezone(UTC), time(3, 30), HELSINKI)
    autumn = next_time(at(2026, 10, 24, 12).astimezone(UTC), time(3, 30), HELSINKI)

    assert spring.astimezone(HELSINKI).replace(tzinfo=None) == datetime(2026, 3, 29, 4, 30)
    assert autumn == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert next_time(autumn, time(3, 30), HELSINKI) == at(2026, 10, 26, 3, 30)


@pytest.mark.parametrize(
    ("zone", "due"),
    [
        ("Europe/Helsinki", datetime(2026, 11, 26, 6, tzinfo=UTC)),
        ("America/New_York", datetime(2026, 11, 25, 13, tzinfo=UTC)),
        ("Asia/Kathmandu", datetime(2026, 11, 26, 2, 15, tzinfo=UTC)),
        ("Pacific/Auckland", datetime(2026, 11, 25, 19, tzinfo=UTC)),
        ("Not/AZone", datetime(2026, 11, 26, 6, tzinfo=UTC)),
    ],
)
def test_daily_summary_comes_at_eight_where_its_reader_is(zone, due):
    now = datetime(2026, 11, 25, 12, tzinfo=UTC)

    assert email_due_at("daily", NoticeTimes(), zone, now) == (due, True)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (at(2026, 11, 25, 12), at(2026, 11, 30, 8)),
        (at(2026, 11, 30, 7, 59), at(2026, 11, 30, 8)),
        (at(2026, 11, 30, 8), at(2026, 12, 7, 8)),
        (at(2026, 3, 27, 12), at(2026, 3, 30, 8)),
        (at(2026, 10, 23, 12), at(2026, 10, 26, 8)),
    ],
)
def test_weekly_summary_comes_on_monday(now, due):
    assert email_due_at("weekly", NoticeTimes(), "Europe/Helsinki", now.astimezone(UTC)) == (due, True)


def test_summary_does_not_break_the_quiet():
    times = NoticeTimes(summary_at=time(5), quiet_from=time(22), quiet_until=time(9))

    due, _ = email_due_at("daily", times, "Europe/Helsinki", at(2026, 11, 25, 12).astimezone(UTC))

    assert due == at(2026, 11, 26, 9)


def test_what_is_waited_for_comes_at_night_too():
    night = at(2026, 11, 25, 23).astimezone(UTC)

    assert email_due_at("now", NoticeTimes(), "Europe/Helsinki", night, may_wait=False) == (night, False)
    assert email_due_at("now", NoticeTimes(), "Europe/Helsinki", night) == (at(2026, 11, 26, 7), True)
    assert email_due_at("never", NoticeTimes(), "Europe/Helsinki", night) == (None, False)
    assert zone_of("Europe/Helsinki") == ZoneInfo("Europe/Helsinki")
