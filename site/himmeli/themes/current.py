"""Which theme a request is shown in: the live one, or the draft for the coordinator who tries it out."""

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.conf import settings

from himmeli.stamps.services import remember

from .models import Appearance
from .theme import Theme, ThemeError, load_theme

PREVIEW_SESSION_KEY = "appearance_preview"

_look: ContextVar["Look | None"] = ContextVar("look", default=None)


@dataclass(frozen=True)
class Look:
    """An appearance ready to be shown."""

    theme: Theme
    variation: str
    scheme: str
    colors: tuple[tuple[str, str], ...]
    heading_font: str
    text_font: str
    logo: object = None
    logo_dark: object = None
    is_preview: bool = False

    @property
    def chain(self) -> tuple[str, ...]:
        return tuple(theme.name for theme in self.theme.chain)


def current_look() -> Look:
    """The look of the request under way, or the live one."""
    return _look.get() or live_look()


def live_look() -> Look:
    return remember("theme", "look", lambda: look_of(Appearance.Kind.LIVE))


@contextmanager
def showing(look: Look):
    """Show everything inside in a look."""
    token = _look.set(look)
    try:
        yield
    finally:
        _look.reset(token)


def look_of(kind: str) -> Look:
    """The look of a stored appearance. A theme that vanished or broke gives way to the default one."""
    row = Appearance.objects.select_related("logo", "logo_dark").filter(kind=kind).first()
    row = row or Appearance(kind=kind, theme=settings.HIMMELI_DEFAULT_THEME)
    return make_look(row)


def make_look(row: Appearance) -> Look:
    try:
        theme, variation = load_theme(row.theme), row.variation
    except ThemeError:
        theme, variation = load_theme(settings.HIMMELI_DEFAULT_THEME), ""
    return Look(
        theme=theme,
        variation=variation,
        scheme=row.scheme,
        colors=tuple(sorted(row.colors.items())),
        heading_font=row.heading_font,
        text_font=row.text_font,
        logo=row.logo,
        logo_dark=row.logo_dark,
        is_preview=row.kind == Appearance.Kind.DRAFT,
    )


def appearance(request):
    """Context processor."""
    return {"appearance": current_look()}
