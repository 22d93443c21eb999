"""What a browser says it is, in two words that its owner knows."""

from django.utils.translation import gettext as _

# The first that is found in it. Nearly every browser also says that it is Safari, Chrome or both.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Vivaldi", "Vivaldi"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)
PHONES = ("iPhone", "iPad", "Android")


def device_name(user_agent: str) -> str:
    found = [_first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)]
    return ", ".join(name for name in found if name) or _("Unknown device")


def is_phone(user_agent: str) -> bool:
    return any(mark in user_agent for mark in PHONES)


def _first(names, user_agent):
    return next((name for mark, name in names if mark in user_agent), "")
