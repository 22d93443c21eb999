"""The picture shown when a page is shared: its own, or one drawn from its title, the logo and the theme's colours."""

import hashlib
import uuid
from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse

from himmeli.identity.details import site_details
from himmeli.themes.current import current_look

from .card import HEIGHT, WIDTH, draw_card

# Raised when cards are drawn in another way, so that old ones are not shown any more.
DRAWING = "1"
RENDITION = f"fill-{WIDTH}x{HEIGHT}|format-jpeg|jpegquality-82"


@dataclass(frozen=True)
class SharePicture:
    url: str
    alt: str
    width: int = WIDTH
    height: int = HEIGHT


def share_picture(page, base: str) -> SharePicture:
    own = getattr(page, "share_picture", None) or getattr(page, "share_image", None) or getattr(page, "image", None)
    if own is not None:
        try:
            rendition = own.get_rendition(RENDITION)
        except (OSError, ValueError):
            # The file is gone or no picture; the page still has a title.
            pass
        else:
            return SharePicture(urljoin(base, rendition.url), rendition.alt, rendition.width, rendition.height)
    title, pk = card_title(page), page.pk if page is not None and page.pk else 0
    url = reverse("seo_share", args=[pk, card_digest(title)])
    return SharePicture(urljoin(base, url), title)


def card_title(page) -> str:
    name = site_details().name
    return page.title if page is not None and page.depth and page.depth > 2 else name


def card_digest(title: str) -> str:
    """Names a card by all that is drawn in it."""
    look = current_look()
    logo = look.logo.file_hash or look.logo.pk if look.logo else ""
    parts = [DRAWING, title, site_details().name, str(logo), repr(look.cache_key), look.variation, repr(look.colors)]
    parts += [look.heading_font, look.text_font]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:20]


def card_file(title: str):
    """The card on disk; drawn when it is not there."""
    path = settings.VAR_DIR / "share" / f"{card_digest(title)}.png"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(f".{uuid.uuid4().hex[:8]}.tmp")
        draw_card(title, site_details().name, current_look()).save(unfinished, "PNG", optimize=True)
        unfinished.replace(path)
    return path
