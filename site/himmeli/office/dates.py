"""Dates and times as people write them in each language: "la 14.3. klo 18", "Sat 14 Mar, 18:00"."""

from datetime import date, datetime
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_skeleton, format_timedelta
from django.utils import timezone
from django.utils.translation import get_language

# In Finnish, months are numbers and nobody writes minutes that are none. Elsewhere a number could be day or month.
DAY = {"fi": "MEd"}
DAY_AND_YEAR = {"fi": "yMEd"}
TOGETHER = {"fi": "{date} klo {time}", "sv": "{date} kl. {time}"}
# English is a European one here: the day before the month, and 24 hours.
LOCALES = {"en": "en_GB"}


def short_date(value: date | datetime | None) -> str:
    """ "la 14.3.", with the year when it is not this one."""
    if value is None:
        return ""
    day = _local(value)
    language = _language()
    is_this_year = day.year == timezone.localdate().year
    skeleton = DAY.get(language, "MMMEd") if is_this_year else DAY_AND_YEAR.get(language, "yMMMEd")
    return format_skeleton(skeleton, day, locale=_locale(language))


def clock(value: datetime | None) -> str:
    """ "18" or "18.30" in Finnish, "18:00" elsewhere."""
    if value is None:
        return ""
    moment, language = _local(value), _language()
    if language == "fi":
        return f"{moment.hour}.{moment:%M}" if moment.minute else str(moment.hour)
    return format_skeleton("Hm", moment, locale=_locale(language))


def date_and_time(value: datetime | None) -> str:
    """ "la 14.3. klo 18"."""
    if value is None:
        return ""
    return TOGETHER.get(_language(), "{date}, {time}").format(date=short_date(value), time=clock(value))


def time_since(value: datetime | None) -> str:
    """ "3 tuntia sitten", in the largest unit that says it."""
    if value is None:
        return ""
    return format_timedelta(value - timezone.now(), add_direction=True, locale=_locale(_language()))


def _local(value):
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def _language():
    return (get_language() or "en").partition("-")[0]


@lru_cache(maxsize=32)
def _locale(language):
    try:
        return Locale.parse(LOCALES.get(language, language))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")
