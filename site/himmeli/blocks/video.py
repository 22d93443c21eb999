"""Which videos a page can show, and who is asked for them when the visitor presses play."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

NOT_PLAYABLE = _(
    "Videos can be shown from YouTube and Vimeo, or from an mp4 or webm file on this site. Copy the address of the "
    "video's own page. A video elsewhere can be linked to with a button."
)
# The same patterns as in himmeli/js/video.js, which makes the player.
YOUTUBE = re.compile(r"/(?:watch\?(?:.*&)?v=|embed/|shorts/|live/)([\w-]{6,20})(?:[?&#/]|$)")
YOUTUBE_SHORT = re.compile(r"/([\w-]{6,20})(?:[?&#/]|$)")
VIMEO = re.compile(r"/(?:video/)?(\d+)(?:[?&#/]|$)")
FILE = re.compile(r"\.(mp4|webm|ogv)$", re.IGNORECASE)
HOSTS = {
    "youtube.com": ("YouTube", YOUTUBE),
    "youtube-nocookie.com": ("YouTube", YOUTUBE),
    "youtu.be": ("YouTube", YOUTUBE_SHORT),
    "vimeo.com": ("Vimeo", VIMEO),
    "player.vimeo.com": ("Vimeo", VIMEO),
}


@dataclass(frozen=True)
class Player:
    """Who shows the video: `service` is empty when it is a file of this site."""

    service: str = ""


def find_player(url: str) -> Player | None:
    """Who can show the video at that address, or None: it is not of a kind that can be shown."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if not parts.scheme and not parts.netloc and url.startswith("/"):
        return Player() if FILE.search(parts.path) else None
    if parts.scheme not in {"http", "https"}:
        return None
    if f"{parts.scheme}://{parts.netloc}" == settings.SITE_URL:
        return Player() if FILE.search(parts.path) else None
    service, pattern = HOSTS.get((parts.hostname or "").removeprefix("www.").removeprefix("m."), (None, None))
    if service is None or not pattern.match(parts.path + (f"?{parts.query}" if parts.query else "")):
        return None
    return Player(service)
