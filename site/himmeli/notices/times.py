"""When an e-mail may leave, by the clock where its receiver is: quiet hours, summaries, and changes of the clock."""

from datetime import UTC, datetime, timedelta
from datetime import time as clock_time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings

from .kinds import ByEmail
from .models import NoticeTimes

MONDAY = 0


def email_due_at(by_email: str, times: NoticeTimes, time_zone: str, now: datetime, *, may_wait: bool = True):
    """(when an e-mail is to leave, whether together with others), or (None, False) for never."""
    if by_email == ByEmail.NEVER:
        return None, False
    zone = zone_of(time_zone)
    if by_email == ByEmail.AT_ONCE:
        if not may_wait:
            return now, False
        due = after_quiet_hours(now, times, zone)
        return due, due != now
    weekday = MONDAY if by_email == ByEmail.WEEKLY else None
    return after_quiet_hours(next_time(now, times.summary_at, zone, weekday), times, zone), True


def after_quiet_hours(moment: datetime, times: NoticeTimes, zone: ZoneInfo) -> datetime:
    """The moment itself, or the end of the quiet hours it falls in."""
    if not times.has_quiet_hours or not is_quiet(moment.astimezone(zone).time(), times.quiet_from, times.quiet_until):
        return moment
    return next_time(moment, times.quiet_until, zone)


def is_quiet(now: clock_time, begin: clock_time, end: clock_time) -> bool:
    """Whether a time of day lies in hours that may go over midnight. Their last moment is not theirs any more."""
    return begin <= now < end if begin < end else now >= begin or now < end


def next_time(after: datetime, at: clock_time, zone: ZoneInfo, weekday: int | None = None) -> datetime:
    """The next moment when a clock there shows this time (on this weekday).

    A time that the clock leaves out in spring comes as much later as the clock jumped; one that it shows twice in
    autumn is the first of the two.
    """
    day = after.astimezone(zone).date()
    for days in range(9):
        date = day + timedelta(days=days)
        moment = datetime.combine(date, at, tzinfo=zone).astimezone(UTC)
        if moment > after and weekday in (None, date.weekday()):
            return moment
    raise ValueError("no such day in a week")


def zone_of(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(settings.TIME_ZONE)
