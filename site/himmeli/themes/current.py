"""Which look a request is shown in: the live one, or the draft of the coordinator who tries it out."""

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property

from django.conf import settings

from himmeli.stamps.services import remember, stamp

from .exceptions import ThemeError
from .models import Appearance
from .palette import Palette, compose_palette
from .theme import Theme, default_theme, files_changed_at, load_theme

STAMP = "theme"
# In the session of a coordinator with a draft: whose draft it is, and whether the whole site is shown in it
# (else only what is asked for inside a frame).
PREVIEW_SESSION_KEY = "appearance_preview"
PREVIEW_EVERYWHERE_KEY = "appearance_preview_everywhere"
OPPOSITE = {"light": "dark", "dark": "light"}

_look: ContextVar["Look | None"] = ContextVar("look", default=None)


@dataclass(frozen=True)
class Look:
    """An appearance ready to be shown. `scheme` is "light" or "dark" when fixed, "" when visitors' devices say."""

    theme: Theme
    variation: str = ""
    scheme: str = ""
    colors: tuple[tuple[str, str], ...] = ()
    heading_font: str = ""
    text_font: str = ""
    logo: object = None
    logo_dark: object = None
    is_preview: bool = False
    # The theme that was chosen, when it could not be used and this look stands in for it, and why.
    missing_theme: str = ""
    reason: str = field(default="", compare=False)
    # Tells readings of the theme's files apart while an author works on them.
    files_version: int = 0

    @cached_property
    def chain(self) -> tuple[str, ...]:
        return tuple(theme.name for theme in self.theme.chain)

    @cached_property
    def cache_key(self) -> tuple:
        """What a compiled template depends on."""
        return (*self.chain, self.files_version)

    @cached_property
    def palette(self) -> Palette:
        table = self.theme.table
        return compose_palette(table("colors", self.variation), table("colors_alt", self.variation), dict(self.colors))

    @property
    def schemes(self) -> tuple[str, ...]:
        """The schemes that visitors may see, the theme's own first."""
        own = self.theme.scheme
        if not self.palette.other or self.scheme == own:
            return (own,)
        return (OPPOSITE[own],) if self.scheme else (own, OPPOSITE[own])

    def colors_in(self, scheme: str) -> dict:
        return self.palette.main if scheme == self.theme.scheme else self.palette.other


def current_look() -> Look:
    """The look of the request under way, or the live one."""
    return _look.get() or live_look()


def live_look() -> Look:
    if settings.DEBUG:
        # An author's changes to a theme's files are seen at the next request.
        return make_look(live_appearance())
    return remember(STAMP, "look", lambda: make_look(live_appearance()))


def live_appearance() -> Appearance:
    """What visitors see. A site that never chose sees the default theme."""
    return Appearance.objects.live() or Appearance(kind=Appearance.Kind.LIVE, theme=settings.HIMMELI_DEFAULT_THEME)


def draft_look(request) -> Look | None:
    """The look that the person of this session tries out, if any."""
    owner = _preview_owner(request)
    if not owner:
        return None
    row = Appearance.objects.draft_of(owner)
    return make_look(row) if row else None


def look_for(request) -> Look:
    """The draft for what a coordinator asks for in the frame of the Appearance page, the live look for all else."""
    if _is_shown_in_draft(request):
        return draft_look(request) or live_look()
    return live_look()


@contextmanager
def showing(look: Look):
    """Show everything inside in a look."""
    token = _look.set(look)
    try:
        yield
    finally:
        _look.reset(token)


def make_look(row: Appearance) -> Look:
    """A theme that vanished or broke gives way to the default one, in the default's own colours and fonts."""
    reason = ""
    try:
        theme, variation = load_theme(row.theme), row.variation
    except ThemeError as error:
        theme, variation, reason = default_theme(), "", str(error)
    return Look(
        theme=theme,
        variation=variation if variation in theme.variations else "",
        scheme="" if row.scheme == Appearance.Scheme.AUTO else row.scheme,
        colors=_plain_colors(row.colors),
        heading_font=row.heading_font,
        text_font=row.text_font,
        logo=row.logo,
        logo_dark=row.logo_dark,
        is_preview=row.kind == Appearance.Kind.DRAFT,
        missing_theme=row.theme if reason else "",
        reason=reason,
        files_version=files_changed_at(theme) if settings.DEBUG else stamp(STAMP),
    )


def appearance(request):
    """Context processor."""
    return {"appearance": current_look()}


def _plain_colors(stored):
    items = stored.items() if isinstance(stored, dict) else ()
    return tuple(sorted((name, color) for name, color in items if isinstance(color, str)))


def _preview_owner(request):
    session = getattr(request, "session", None)
    if session is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    return session.get(PREVIEW_SESSION_KEY)


def _is_shown_in_draft(request):
    """Browsers say where a page will stand (Sec-Fetch-Dest). One that doesn't sees the draft on the whole site."""
    if request.path.startswith("/admin/") or not _preview_owner(request):
        return False
    if getattr(request, "is_dummy", False):
        return False
    place = request.headers.get("Sec-Fetch-Dest", "iframe")
    return place == "iframe" or bool(request.session.get(PREVIEW_EVERYWHERE_KEY))
