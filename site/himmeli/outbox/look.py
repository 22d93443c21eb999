"""The site's look as e-mail programs can show it: colours written into each element, a picture for a logo."""

from dataclasses import dataclass, field

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation

from himmeli.stamps.services import remember
from himmeli.themes.current import STAMP, live_look
from himmeli.themes.stylesheet import fonts_of

LOGO = "max-360x112|format-png"
SERIF, SANS = "Georgia, 'Times New Roman', serif", "Verdana, 'Segoe UI', Helvetica, Arial, sans-serif"


@dataclass(frozen=True)
class MailLook:
    """`colors` are written into the elements; `dark` (empty: none) takes over where a reader likes it dark."""

    colors: dict
    dark: dict = field(default_factory=dict)
    scheme: str = "light"
    logo: str = ""
    logo_width: int = 0
    logo_height: int = 0
    heading_font: str = SERIF
    text_font: str = SANS


def mail_look() -> MailLook:
    """How e-mails look now. Those that wait keep the look they were written in."""
    return remember(STAMP, "mail look", _make)


def _make():
    look = live_look()
    scheme = "light" if "light" in look.schemes else look.schemes[0]
    dark = look.colors_in("dark") if "dark" in look.schemes and scheme == "light" else {}
    stack = fonts_of(look)["heading"].stack
    heading_font = SANS if "sans" in stack.lower() else SERIF
    return MailLook(look.colors_in(scheme), dark, scheme, *_logo(look.logo), heading_font=heading_font)


def _logo(picture):
    """(address, width, height), shown half as large as it is, for sharp screens. Many programs show no SVG."""
    if picture is None or picture.is_svg():
        return "", 0, 0
    try:
        rendition = picture.get_rendition(LOGO)
    except (OSError, ValueError, SuspiciousFileOperation):
        # A picture whose file is gone: the name stands in its place.
        return "", 0, 0
    address = rendition.url if "://" in rendition.url else settings.SITE_URL + rendition.url
    return address, rendition.width // 2, rendition.height // 2
