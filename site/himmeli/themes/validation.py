"""What a theme.toml must be like, with a reason for its author when it isn't."""

import re
from itertools import chain

from .colors import HEX
from .css import is_plain_value
from .exceptions import ThemeError
from .palette import COLORS

NAME = re.compile(r"[a-z][a-z0-9_-]*\Z")
FONT_FAMILY = re.compile(r"[\w][\w .-]*\Z")
FONT_FILE = re.compile(r"[\w][\w./-]*\.woff2\Z")
FONT_WEIGHT = re.compile(r"\d{1,4}( \d{1,4})?\Z")
UNICODE_RANGE = re.compile(r"[U+0-9A-Fa-f?, -]*\Z")
ADJUSTMENT = re.compile(r"\d+(\.\d+)?%\Z")
ADJUSTMENTS = ("ascent_override", "descent_override", "line_gap_override", "size_adjust")
FREE_TABLES = ("type", "space", "shape")
TABLES = ("title", "summary", "colors", "colors_alt", *FREE_TABLES, "fonts", "variations")


def check_data(data: dict) -> None:
    """What a file says on its own. Raises ThemeError."""
    for table in TABLES:
        if not isinstance(data.get(table, {}), dict):
            raise ThemeError(f"[{table}] must be a table")
    if data.get("scheme", "light") not in ("light", "dark"):
        raise ThemeError('scheme must be "light" or "dark"')
    if not isinstance(data.get("parent", ""), str):
        raise ThemeError("parent must be the name of a theme")
    _check_texts(data, "the theme")
    _check_stylesheet_names(data.get("stylesheets", []))
    for name, table in data.get("variations", {}).items():
        if not NAME.match(name) or not isinstance(table, dict):
            raise ThemeError(f"[variations.{name}] must be a table with a name in small letters")
        for inner in TABLES:
            if not isinstance(table.get(inner, {}), dict):
                raise ThemeError(f"[variations.{name}.{inner}] must be a table")
        _check_texts(table, f"variation {name}")


def check_tokens(theme) -> None:
    """What it comes to with its parents. Raises ThemeError."""
    for variation in ("", *theme.variations):
        where = f" of variation {variation}" if variation else ""
        colors = theme.table("colors", variation)
        missing = [name for name in COLORS if name not in colors]
        if missing:
            raise ThemeError(f"[colors]{where} lacks {', '.join(missing)}")
        for name, value in chain(colors.items(), theme.table("colors_alt", variation).items()):
            if not NAME.match(name) or not isinstance(value, str) or not HEX.match(value):
                raise ThemeError(f"colour {name}{where} must be written as #rrggbb, not {value!r}")
        for table in FREE_TABLES:
            for key, value in theme.table(table, variation).items():
                if not NAME.match(key) or isinstance(value, dict | list) or not is_plain_value(str(value)):
                    raise ThemeError(f"[{table}] {key}{where} is not a plain CSS value")
        for role, font in theme.table("fonts", variation).items():
            _check_font(theme, role, font)


def _check_texts(table, what):
    for key in ("title", "summary"):
        texts = table.get(key, {})
        if not isinstance(texts, dict) or not all(isinstance(text, str) for text in texts.values()):
            raise ThemeError(f"{key} of {what} must be a table of languages")


def _check_stylesheet_names(names):
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ThemeError("stylesheets must be a list of file names")
    for name in names:
        if not re.fullmatch(r"[\w][\w./-]*\.css", name) or ".." in name:
            raise ThemeError(f"stylesheets: {name} is not the name of a .css file in static/")


def _check_font(theme, role, font):
    where = f"[fonts.{role}]"
    if not isinstance(font, dict) or not isinstance(font.get("family"), str):
        raise ThemeError(f"{where} lacks a family")
    if not NAME.match(role) or not FONT_FAMILY.match(font["family"]):
        raise ThemeError(f"{where} family must be a plain name")
    if not is_plain_value(str(font.get("fallback", ""))):
        raise ThemeError(f"{where} fallback is not a plain CSS value")
    files = font.get("files", [])
    if not isinstance(files, list) or not all(isinstance(face, dict) for face in files):
        raise ThemeError(f"{where} files must be a list of tables")
    for face in files:
        _check_face(theme, where, face)
    _check_adjust(where, font.get("adjust", {}))


def _check_face(theme, where, face):
    src = face.get("src")
    if not isinstance(src, str) or not FONT_FILE.match(src) or ".." in src:
        raise ThemeError(f"{where} src must be a .woff2 file in static/")
    if not any((above.folder / "static" / src).is_file() for above in theme.chain):
        raise ThemeError(f"{where} the font static/{src} is not there")
    plain = {"weight": FONT_WEIGHT, "unicode_range": UNICODE_RANGE, "style": re.compile(r"(normal|italic|oblique)\Z")}
    for key, allowed in plain.items():
        if key in face and not allowed.match(str(face[key])):
            raise ThemeError(f"{where} {key} can't be {face[key]!r}")


def _check_adjust(where, adjust):
    if not isinstance(adjust, dict) or not FONT_FAMILY.match(str(adjust.get("local", "Arial"))):
        raise ThemeError(f"{where} adjust.local must be the name of a font")
    for key, value in adjust.items():
        if key != "local" and (key not in ADJUSTMENTS or not ADJUSTMENT.match(str(value))):
            raise ThemeError(f"{where} adjust.{key} can't be {value!r}")
