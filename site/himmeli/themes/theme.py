"""Themes on disk: folders of data. Read once a process, again when a file changes."""

import re
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language

COLORS = (
    "ground surface tint text quiet brand on_brand accent on_accent accent_text danger info success warning".split()
)
HEX = re.compile(r"#[0-9a-fA-F]{6}\Z")
SAFE_VALUE = re.compile(r"[^{};@<>\\]*\Z")


class ThemeError(Exception):
    """A theme that can't be used, with the reason in words for its author."""


@dataclass(frozen=True)
class Theme:
    """One theme as its theme.toml says, and the themes above it (nearest parent first)."""

    name: str
    folder: Path
    data: dict = field(compare=False)
    parents: tuple["Theme", ...] = ()

    @property
    def chain(self) -> tuple["Theme", ...]:
        return (self, *self.parents)

    def text(self, key: str) -> str:
        """`title` or `summary` in the language in use, else in English."""
        texts = self.data.get(key, {})
        return texts.get(get_language() or "en") or texts.get("en") or self.name

    @property
    def title(self) -> str:
        return self.text("title")

    @property
    def summary(self) -> str:
        return self.text("summary")

    @property
    def variations(self) -> dict[str, str]:
        """{name: title in the language in use}, the parents' too."""
        found = {}
        for theme in reversed(self.chain):
            for name, table in theme.data.get("variations", {}).items():
                titles = table.get("title", {})
                found[name] = titles.get(get_language() or "en") or titles.get("en") or name
        return found

    def table(self, name: str, variation: str = "") -> dict:
        """A table of tokens: the parents' overridden by the theme's, overridden by the variation's."""
        merged = {}
        for theme in reversed(self.chain):
            merged.update(theme.data.get(name, {}))
        for theme in reversed(self.chain):
            merged.update(theme.data.get("variations", {}).get(variation, {}).get(name, {}))
        return merged

    @property
    def scheme(self) -> str:
        return next((theme.data["scheme"] for theme in self.chain if "scheme" in theme.data), "light")

    @property
    def screenshot(self) -> Path | None:
        path = self.folder / "screenshot.png"
        return path if path.exists() else None


def theme_folders() -> list[Path]:
    return [Path(folder) for folder in settings.HIMMELI_THEME_DIRS]


def load_theme(name: str) -> Theme:
    """Raises ThemeError when it is not there or its theme.toml is wrong."""
    return _load(name, _changed_at(name))


def find_themes() -> tuple[dict[str, Theme], dict[str, str]]:
    """Return ({name: Theme} that can be used, {name: reason} of those that can't)."""
    themes, broken = {}, {}
    for folder in theme_folders():
        for path in sorted(folder.glob("*/theme.toml")):
            name = path.parent.name
            try:
                themes[name] = load_theme(name)
            except ThemeError as error:
                broken[name] = str(error)
    return themes, broken


def _folder_of(name):
    for folder in theme_folders():
        if re.fullmatch(r"[a-z][a-z0-9_-]*", name) and (folder / name / "theme.toml").is_file():
            return folder / name
    raise ThemeError(f"there is no theme called {name}")


def _changed_at(name, seen=()):
    return (_folder_of(name) / "theme.toml").stat().st_mtime_ns


@lru_cache(maxsize=64)
def _load(name, changed_at, seen=()):
    folder = _folder_of(name)
    try:
        data = tomllib.loads((folder / "theme.toml").read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ThemeError(f"theme.toml does not parse: {error}") from error
    parents = ()
    parent = data.get("parent") or ""
    if parent:
        if parent == name or parent in seen:
            raise ThemeError(f"the parents go in a circle: {' > '.join([*seen, name, parent])}")
        above = _load(parent, _changed_at(parent), (*seen, name))
        parents = above.chain
    theme = Theme(name, folder, data, parents)
    _check(theme)
    return theme


def _check(theme):
    for table in ("title", "summary"):
        if not isinstance(theme.data.get(table, {}), dict):
            raise ThemeError(f"[{table}] must be a table of languages")
    for variation in ("", *theme.data.get("variations", {})):
        colors = theme.table("colors", variation)
        missing = [name for name in COLORS if name not in colors]
        if missing:
            raise ThemeError(f"[colors] lacks {', '.join(missing)}")
        for name, value in {**colors, **theme.table("colors_alt", variation)}.items():
            if not isinstance(value, str) or not HEX.match(value):
                raise ThemeError(f"colour {name} must be written as #rrggbb, not {value!r}")
        for table in ("type", "space", "shape"):
            for key, value in theme.table(table, variation).items():
                if not re.fullmatch(r"[a-z][a-z0-9_-]*", key) or not SAFE_VALUE.match(str(value)):
                    raise ThemeError(f"[{table}] {key} is not a plain CSS value")
    for key, font in theme.table("fonts").items():
        if not isinstance(font, dict) or "family" not in font:
            raise ThemeError(f"[fonts.{key}] lacks a family")
    for name in theme.data.get("stylesheets", ()):
        if not (theme.folder / "static" / name).is_file():
            raise ThemeError(f"the stylesheet static/{name} is not there")
