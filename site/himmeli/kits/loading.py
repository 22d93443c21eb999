"""One loading of a kit: what it has made so far, found by key."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType

from .models import KitItem
from .references import UnknownReference


class KitError(Exception):
    """A kit that is not there or can't be read."""


class Loading:
    """The kit's folder and data, and `say` to tell the progress."""

    def __init__(self, name: str, say: Callable[[str], None]):
        self.name = name
        self.folder = find_kit(name)
        self.say = say
        self.data = read_toml(self.folder / "kit.toml")
        self.languages: list[str] = self.data["languages"]
        self.users: dict = {}
        # A site of one's own gets what visitors send by forms at this address, and may leave a kit's plugins out.
        self.answers_to = ""
        self.is_own = False

    def begin_with(self, language: str) -> None:
        """Make a language the one the others are translations of, if the kit speaks it."""
        self.languages = sorted(self.languages, key=lambda code: code != language)

    def find(self, key: str, language: str = ""):
        """What the kit made under a key, or None. Something an editor has deleted since is None, too."""
        item = KitItem.objects.filter(kit=self.name, key=key, language=language).first()
        return item.object if item else None

    def was_made(self, key: str, language: str = "") -> bool:
        return KitItem.objects.filter(kit=self.name, key=key, language=language).exists()

    def remember(self, key: str, thing, language: str = ""):
        KitItem.objects.update_or_create(
            kit=self.name,
            key=key,
            language=language,
            defaults={"content_type": ContentType.objects.get_for_model(thing), "object_id": thing.pk},
        )
        return thing

    def finder(self, language: str):
        """A function for `references.resolve` that prefers things in a language."""

        def find(kind, key):
            for candidate in (language, self.languages[0], ""):
                thing = self.find(f"{kind}:{key}", candidate)
                if thing is not None:
                    return thing.pk
            is_known = any(self.was_made(f"{kind}:{key}", code) for code in ("", *self.languages))
            if not is_known and not self.is_own:
                raise UnknownReference(f"{self.name} names {kind}:{key}, which it does not hold")
            return None

        return find

    def json_files(self, kind: str, language: str) -> list[dict]:
        paths = sorted((self.folder / kind / language).glob("*.json"))
        return [json.loads(path.read_text(encoding="utf-8")) for path in paths]


def find_kit(name: str) -> Path:
    for folder in settings.HIMMELI_KIT_DIRS:
        if (Path(folder) / name / "kit.toml").is_file():
            return Path(folder) / name
    raise KitError(f"There is no kit called {name}. There are: {', '.join(find_kits()) or 'none'}")


def find_kits() -> list[str]:
    return sorted(path.parent.name for folder in settings.HIMMELI_KIT_DIRS for path in Path(folder).glob("*/kit.toml"))


def read_toml(path: Path) -> dict:
    """Raises KitError when the file is not there or does not parse."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise KitError(f"{path.name}: {error}") from error
