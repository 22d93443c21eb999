from functools import lru_cache
from zoneinfo import available_timezones

from babel.core import UnknownLocaleError
from babel.dates import get_timezone_location
from django.utils.translation import get_language
from django.utils.translation import gettext as _

REGIONS = ("Europe", "Africa", "America", "Asia", "Australia", "Pacific")


def time_zone_choices():
    """Cities by part of the world, Europe first, named in the language in use."""
    return _choices(get_language() or "en")


@lru_cache(maxsize=8)
def _choices(language):
    names = {
        "Europe": _("Europe"),
        "Africa": _("Africa"),
        "America": _("America"),
        "Asia": _("Asia"),
        "Australia": _("Australia"),
        "Pacific": _("The Pacific"),
    }
    cities = {region: [] for region in REGIONS}
    for zone in available_timezones():
        region = zone.partition("/")[0]
        if region in cities:
            cities[region].append((zone, _city(zone, language)))
    return [(names[region], sorted(cities[region], key=lambda choice: choice[1])) for region in REGIONS]


def _city(zone, language):
    try:
        return get_timezone_location(zone, locale=language.replace("-", "_"), return_city=True)
    except (UnknownLocaleError, LookupError):
        return zone.partition("/")[2].replace("_", " ")
