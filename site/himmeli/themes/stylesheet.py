"""The one stylesheet of the site: fonts and tokens of the look, the core's CSS, active plugins', the theme's."""

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.templatetags.static import static

from himmeli.plugins.activation import active_plugins
from himmeli.plugins.ownership import installed_plugins

from .current import Look

LAYERS = "reset, tokens, base, layout, components, blocks, plugins, theme, print"
CORE_FOLDER = Path(__file__).parent / "static" / "himmeli" / "css"
CORE_ORDER = ("reset", "base", "layout", "controls", "components", "lists", "blocks", "print")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE = re.compile(r"\s+")


def stylesheet(look: Look) -> str:
    """The whole CSS of a look with the plugins that are active now."""
    return _compose(look, active_plugins(), _core_changed_at())


def digest(look: Look) -> str:
    """Names the stylesheet by its content, so that it may be kept for ever."""
    return _digest(look, active_plugins(), _core_changed_at())


@lru_cache(maxsize=32)
def _digest(look, active, changed_at):
    return hashlib.sha256(_compose(look, active, changed_at).encode()).hexdigest()[:16]


@lru_cache(maxsize=32)
def _compose(look, active, changed_at):
    parts = [f"@layer {LAYERS};", *_font_faces(look), _tokens(look)]
    parts += [_squeeze(path.read_text(encoding="utf-8")) for path in _core_files()]
    for label in sorted(active):
        for name in installed_plugins()[label].stylesheets:
            path = finders.find(f"{label}/{name}")
            if path:
                parts.append(f"@layer plugins{{{_squeeze(Path(path).read_text(encoding='utf-8'))}}}")
    for theme in reversed(look.theme.chain):
        for name in theme.data.get("stylesheets", ()):
            parts.append(_squeeze((theme.folder / "static" / name).read_text(encoding="utf-8")))
    return "\n".join(parts)


def _core_files():
    known = [CORE_FOLDER / f"{name}.css" for name in CORE_ORDER]
    return [path for path in known if path.exists()]


def _core_changed_at():
    return _core_changed_at_start() if not _debug() else max(path.stat().st_mtime_ns for path in _core_files())


@lru_cache(maxsize=1)
def _core_changed_at_start():
    return max((path.stat().st_mtime_ns for path in _core_files()), default=0)


def _debug():
    from django.conf import settings

    return settings.DEBUG


def fonts_of(look: Look) -> dict[str, dict]:
    """{"heading": font, "text": font}: the look's choice among the fonts of the theme's tables, or the theme's own."""
    fonts = look.theme.table("fonts", look.variation)
    chosen = {"heading": look.heading_font, "text": look.text_font}
    return {role: fonts.get(chosen[role]) or fonts.get(role) for role in chosen if fonts.get(role)}


def preloaded_fonts(look: Look) -> list[str]:
    return [
        _font_url(look, face["src"])
        for font in fonts_of(look).values()
        for face in font.get("files", ())
        if face.get("preload")
    ]


def _font_url(look, src):
    for theme in look.theme.chain:
        if (theme.folder / "static" / src).is_file():
            return static(f"themes/{theme.name}/{src}")
    return static(src)


def _font_faces(look):
    faces = {}
    for font in fonts_of(look).values():
        for face in font.get("files", ()):
            rules = [
                f'font-family:"{font["family"]}"',
                f'src:url("{_font_url(look, face["src"])}") format("woff2")',
                f"font-weight:{face.get('weight', '400')}",
                f"font-style:{face.get('style', 'normal')}",
                "font-display:swap",
            ]
            if face.get("unicode_range"):
                rules.append(f"unicode-range:{face['unicode_range']}")
            faces[f"@font-face{{{';'.join(rules)}}}"] = None
        adjust = font.get("adjust")
        if adjust:
            rules = [f'font-family:"{font["family"]} fallback"', f'src:local("{adjust.get("local", "Arial")}")']
            rules += [f"{key.replace('_', '-')}:{value}" for key, value in adjust.items() if key != "local"]
            faces[f"@font-face{{{';'.join(rules)}}}"] = None
    return list(faces)


def color_tables(look: Look) -> tuple[dict, dict]:
    """(colours of the theme's own scheme with the cooperative's over them, colours of the opposite scheme)."""
    main = {**look.theme.table("colors", look.variation), **dict(look.colors)}
    return main, look.theme.table("colors_alt", look.variation)


def _tokens(look):
    main, other = color_tables(look)
    own = look.theme.scheme
    opposite = "dark" if own == "light" else "light"
    shared = [f"--{table}-{_dashed(key)}:{value}" for table in ("type", "space", "shape")
              for key, value in look.theme.table(table, look.variation).items()]
    for role, font in fonts_of(look).items():
        fallback = f'"{font["family"]} fallback",' if font.get("adjust") else ""
        shared.append(f'--font-{role}:"{font["family"]}",{fallback}{font.get("fallback", "sans-serif")}')
    css = [f":root{{{';'.join(shared)}}}"]
    if not other or look.scheme == own:
        css.append(f":root{{color-scheme:{own};{_colors(main)}}}")
    elif look.scheme == opposite:
        css.append(f":root{{color-scheme:{opposite};{_colors({**main, **other})}}}")
    else:
        css.append(f":root{{color-scheme:{own};{_colors(main)}}}")
        css.append(
            f"@media (prefers-color-scheme:{opposite}){{:root{{color-scheme:{opposite};{_colors({**main, **other})}}}}}"
        )
    if other:
        css.append(f'[data-scheme="{opposite}"]{{color-scheme:{opposite};{_colors({**main, **other})}}}')
        css.append(f'[data-scheme="{own}"]{{color-scheme:{own};{_colors(main)}}}')
    return f"@layer tokens{{{''.join(css)}}}"


def _colors(table):
    return ";".join(f"--color-{_dashed(name)}:{value}" for name, value in table.items())


def _dashed(name):
    return name.replace("_", "-")


def _squeeze(css):
    """CSS without comments and needless space (strings in our CSS hold neither)."""
    return SPACE.sub(" ", COMMENT.sub("", css)).strip()
