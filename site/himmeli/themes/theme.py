"""Themes on disk: folders of data. Read once a process, again when a file changes."""

import tomllib
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language, gettext

from .css import squeeze
from .exceptions import CircularParents, ThemeError
from .validation import NAME, check_data, check_tokens

BARE = "bare"
BARE_COLORS = {
    "ground": "#fbf9f3",
    "surface": "#ffffff",
    "tint": "#f3efe3",
    "text": "#2a2721",
    "quiet": "#665f52",
    "brand": "#23493c",
    "on_brand": "#fbf9f3",
    "accent": "#e2b04a",
    "on_accent": "#2a2721",
    "accent_text": "#80530a",
    "danger": "#a12a40",
    "info": "#1d5c7a",
    "success": "#2c6a3c",
    "warning": "#8a4b08",
}


@dataclass(frozen=True)
class Theme:
    """One theme as its theme.toml says, and the themes above it (nearest parent first)."""

    name: str
    folder: Path
    data: dict = field(compare=False, repr=False)
    parents: tuple["Theme", ...] = ()
    # When the newest of its files that the kernel reads was changed: two readings of a theme are told apart by it.
    changed_at: int = 0

    @cached_property
    def chain(self) -> tuple["Theme", ...]:
        return (self, *self.parents)

    def text(self, key: str) -> str:
        """`title` or `summary` in the language in use, else in English."""
        return _in_language(self.data.get(key, {}), self.name if key == "title" else "")

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
                found[name] = _in_language(table.get("title", {}), name)
        return found

    def table(self, name: str, variation: str = "") -> dict:
        """A table of tokens: the parents' overridden by the theme's, overridden by the variation's.

        A theme that writes an empty [colors_alt] has one scheme, whatever its parent has.
        """
        merged = {}
        for theme in reversed(self.chain):
            given = theme.data.get(name)
            merged = {} if name == "colors_alt" and given == {} else {**merged, **(given or {})}
        for theme in reversed(self.chain):
            merged.update(theme.data.get("variations", {}).get(variation, {}).get(name, {}))
        return merged

    @property
    def scheme(self) -> str:
        """What [colors] is: "light" or "dark"."""
        return next((theme.data["scheme"] for theme in self.chain if "scheme" in theme.data), "light")

    @property
    def screenshot(self) -> Path | None:
        path = self.folder / "screenshot.png"
        return path if path.is_file() else None

    def stylesheets(self) -> list[tuple[str, Path]]:
        """(name, path) of its own CSS files, in order. The parents' are theirs."""
        return [(name, self.folder / "static" / name) for name in self.data.get("stylesheets", ())]


def theme_folders() -> list[Path]:
    return [Path(folder) for folder in settings.HIMMELI_THEME_DIRS]


def load_theme(name: str) -> Theme:
    """Raises ThemeError when it is not there or something in it is wrong."""
    return _load(name, ())


def default_theme() -> Theme:
    """What a site falls back to: the default theme or, when even that is broken, the core's own looks."""
    try:
        return load_theme(settings.HIMMELI_DEFAULT_THEME)
    except ThemeError:
        return Theme(BARE, Path(__file__).parent / "bare", {"title": {"en": "Himmeli"}, "colors": BARE_COLORS})


def find_themes() -> tuple[dict[str, Theme], dict[str, str]]:
    """Return ({name: Theme} that can be used, {name: reason} of those that can't). The first folder's names win."""
    themes, broken = {}, {}
    for folder in theme_folders():
        for path in sorted(child for child in folder.glob("*/") if _looks_like_theme(child)):
            if path.name in themes or path.name in broken:
                continue
            try:
                themes[path.name] = load_theme(path.name)
            except ThemeError as error:
                broken[path.name] = str(error)
    return themes, broken


def files_changed_at(theme: Theme) -> int:
    """When the newest file of a theme or of those above it was changed, in nanoseconds."""
    times = [0]
    for above in theme.chain:
        times += [path.stat().st_mtime_ns for path in [above.folder, *above.folder.rglob("*")] if path.exists()]
    return max(times)


def _looks_like_theme(folder):
    return folder.is_dir() and not folder.name.startswith((".", "_")) and any(folder.iterdir())


def _folder_of(name):
    for folder in theme_folders():
        if NAME.match(name) and (folder / name).is_dir():
            return folder / name
    raise ThemeError(gettext("There is no theme called “%(name)s”.") % {"name": name})


def _load(name, below):
    if name in below:
        raise CircularParents(f"the parents go in a circle: {' > '.join([*below, name])}")
    folder = _folder_of(name)
    try:
        written_at = (folder / "theme.toml").stat().st_mtime_ns
    except FileNotFoundError:
        raise ThemeError("theme.toml is not there") from None
    data = _read(folder, written_at)
    parents = _load_parent(data["parent"], (*below, name)) if data.get("parent") else ()
    return _assemble(folder, written_at, _changed_at(folder, data), parents)


def _load_parent(parent, below):
    try:
        return _load(parent, below).chain
    except CircularParents:
        raise
    except ThemeError as error:
        raise ThemeError(f"its parent {parent} can't be used: {error}") from error


@lru_cache(maxsize=64)
def _read(folder, changed_at):
    try:
        data = tomllib.loads((folder / "theme.toml").read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ThemeError(f"theme.toml does not parse: {error}") from error
    check_data(data)
    return data


def _changed_at(folder, data):
    paths = [folder / "theme.toml", *(folder / "static" / name for name in data.get("stylesheets", ()))]
    for path in paths:
        if not path.is_file():
            raise ThemeError(f"the stylesheet static/{path.relative_to(folder / 'static')} is not there")
    return max(path.stat().st_mtime_ns for path in paths)


@lru_cache(maxsize=64)
def _assemble(folder, written_at, changed_at, parents):
    theme = Theme(folder.name, folder, _read(folder, written_at), parents, changed_at)
    check_tokens(theme)
    for sheet, path in theme.stylesheets():
        _check_stylesheet(theme, sheet, path)
    return theme


def _check_stylesheet(theme, sheet, path):
    def exists(address):
        target = (path.parent / address.partition("?")[0].partition("#")[0]).resolve()
        if not target.is_relative_to((theme.folder / "static").resolve()) or not target.is_file():
            raise ThemeError(f"{address} is not a file in static/")
        return address

    try:
        squeeze(path.read_text(encoding="utf-8"), exists)
    except (ThemeError, UnicodeDecodeError) as error:
        raise ThemeError(f"static/{sheet}: {error}") from error


def _in_language(texts, otherwise):
    return texts.get(get_language() or "en") or texts.get("en") or otherwise
