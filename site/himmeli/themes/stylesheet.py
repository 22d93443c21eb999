"""The one stylesheet of the site: fonts and tokens of the look, the core's CSS, active plugins', the theme's."""

import hashlib
import logging
import posixpath
from dataclasses import dataclass, replace
from functools import lru_cache
from gzip import compress as gzip
from pathlib import Path

import brotli
from django.conf import settings
from django.contrib.staticfiles import finders

from himmeli.plugins.activation import active_plugins
from himmeli.plugins.ownership import installed_plugins

from .css import squeeze
from .current import OPPOSITE, Look
from .exceptions import ThemeError
from .fonts import choose_fonts, theme_static
from .validation import FREE_TABLES

logger = logging.getLogger("himmeli.themes")

LAYERS = "reset, tokens, base, layout, components, blocks, plugins, theme, print"
CORE_FOLDER = Path(__file__).parent / "static" / "himmeli" / "css"
# Every file of that folder; a test compares the two.
CORE_ORDER = ("reset", "base", "layout", "controls", "components", "lists", "people", "notices", "blocks", "print")
KEPT_IN_MEMORY = 24
_shown_last: list[tuple[str, str]] = []


@dataclass(frozen=True)
class Sheet:
    """A composed stylesheet. Named by its content, so that it may be kept for ever."""

    css: bytes
    digest: str
    gzip: bytes
    brotli: bytes


def stylesheet(look: Look) -> Sheet:
    """The whole CSS of a look with the plugins that are active now. Composed once for each process and change."""
    # Logos don't matter to a stylesheet: without them a draft and the live look share what they can.
    plain = replace(look, logo=None, logo_dark=None, is_preview=False, missing_theme="")
    return _compose(plain, active_plugins(), _files_version())


def digest(look: Look) -> str:
    name = stylesheet(look).digest
    if not look.is_preview:
        _shown_last[:] = [(name, look.scheme)]
    return name


def shown_last() -> tuple[str, str] | None:
    """The digest and scheme that this process gave a visitor last, from memory: for pages that may ask for nothing."""
    return _shown_last[0] if _shown_last else None


def preloaded_fonts(look: Look) -> list[str]:
    """Addresses of the font files that nearly every page needs."""
    urls = (url for font in fonts_of(look).values() for url in font.preloads)
    return list(dict.fromkeys(urls))


def fonts_of(look: Look) -> dict:
    return choose_fonts(look.theme, look.variation, {"heading": look.heading_font, "text": look.text_font})


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _compose(look, active, files_version):
    parts = [f"@layer {LAYERS};", *_font_faces(look), tokens(look), *_core_parts()]
    parts += [css for label in sorted(active) for css in _plugin_parts(label)]
    parts += [css for theme in reversed(look.theme.chain) for css in _theme_parts(theme)]
    css = "\n".join(parts).encode()
    name = hashlib.sha256(css).hexdigest()[:16]
    return Sheet(css, name, gzip(css, compresslevel=9, mtime=0), brotli.compress(css, mode=brotli.MODE_TEXT))


def _core_parts():
    return [squeeze((CORE_FOLDER / f"{name}.css").read_text(encoding="utf-8")) for name in CORE_ORDER]


def _plugin_parts(label):
    """A plugin's CSS in its layer. A file that does not hold together is left out: it would spoil what follows."""
    parts = []
    for name in installed_plugins()[label].stylesheets:
        path = finders.find(f"{label}/{name}")
        try:
            if path:
                parts.append(f"@layer plugins{{{squeeze(Path(path).read_text(encoding='utf-8'))}}}")
        except (ThemeError, UnicodeDecodeError) as error:
            logger.error("Plugin %s: stylesheet %s is left out: %s", label, name, error)
    return parts


def _theme_parts(theme):
    parts = []
    for name, path in theme.stylesheets():

        def on_site(address, name=name):
            return theme_static(theme, posixpath.normpath(posixpath.join(posixpath.dirname(name), address)))

        try:
            parts.append(squeeze(path.read_text(encoding="utf-8"), on_site))
        except (ThemeError, OSError, UnicodeDecodeError) as error:
            logger.error("Theme %s: stylesheet %s is left out: %s", theme.name, name, error)
    return parts


def _font_faces(look):
    faces = (face for font in fonts_of(look).values() for face in font.faces())
    return list(dict.fromkeys(faces))


def tokens(look: Look) -> str:
    """The theme's tables as custom properties."""
    table = look.theme.table
    shared = [
        f"--{name}-{_dashed(key)}:{value}" for name in FREE_TABLES for key, value in table(name, look.variation).items()
    ]
    shared += [f"--font-{role}:{font.stack}" for role, font in fonts_of(look).items()]
    first, *others = look.schemes
    css = [f":root{{{';'.join(shared)}}}", _scheme(":root", look, first)]
    css += [f"@media (prefers-color-scheme:{scheme}){{{_scheme(':root', look, scheme)}}}" for scheme in others]
    if look.palette.other:
        own = look.theme.scheme
        css += [_scheme(f'[data-scheme="{scheme}"]', look, scheme) for scheme in (OPPOSITE[own], own)]
    return f"@layer tokens{{{''.join(css)}}}"


def _scheme(selector, look, scheme):
    colors = ";".join(f"--color-{_dashed(name)}:{value}" for name, value in look.colors_in(scheme).items())
    # The logo made for a dark ground takes the other's place there.
    shown, hidden = ("dark", "light") if scheme == "dark" else ("light", "dark")
    logos = f"--logo-{shown}:block;--logo-{hidden}:none"
    return f"{selector}{{color-scheme:{scheme};{colors};{logos}}}"


def _dashed(name):
    return name.replace("_", "-")


def _files_version():
    """When the core's own files were changed last: while developing at each request, else when the process started."""
    return _newest_core_file() if settings.DEBUG else 0


def _newest_core_file():
    return max(path.stat().st_mtime_ns for path in CORE_FOLDER.glob("*.css"))
