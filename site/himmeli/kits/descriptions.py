"""What a kit says of itself, to somebody who chooses one."""

from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import get_language

from .loading import KitError, find_kit, find_kits, read_toml

PICTURE = "preview.webp"


@dataclass(frozen=True)
class KitDescription:
    name: str
    title: str
    summary: str
    languages: tuple[str, ...]
    plugins: tuple[str, ...]
    theme: str
    # None for a kit that brings no picture of itself.
    picture: Path | None


def describe_kits() -> list[KitDescription]:
    """Every kit that can be read, in the language in use. One that can't is left out: nobody could choose it."""
    found = []
    for name in find_kits():
        try:
            found.append(_describe(name))
        except KitError:
            continue
    return found


def _describe(name):
    folder = find_kit(name)
    data = read_toml(folder / "kit.toml")
    picture = folder / PICTURE
    return KitDescription(
        name=name,
        title=_in_language(data.get("title", {}), name),
        summary=_in_language(data.get("summary", {}), ""),
        languages=tuple(data.get("languages", ())),
        plugins=tuple(data.get("plugins", ())),
        theme=data.get("theme", ""),
        picture=picture if picture.is_file() else None,
    )


def _in_language(texts, otherwise):
    return texts.get(get_language() or "en") or texts.get("en") or otherwise
