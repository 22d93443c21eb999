"""Registries: "you may also use this". Each knows whose an entry is and gives out those of active plugins only."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from .activation import active_plugins, is_active
from .ownership import owner_of

T = TypeVar("T")


@dataclass(frozen=True)
class Entry(Generic[T]):
    name: str
    value: T
    plugin: str | None
    order: int
    # What it is, for people: a lazy text; empty where the value says it itself.
    label: str = ""


class Registry(Generic[T]):
    """Named things that the core and plugins offer: blocks, slots, menu entries, search types, jobs...

    `kind` names the registry on the Plugins page. Raises ValueError when two things take one name.
    """

    all: dict[str, "Registry"] = {}

    def __init__(self, kind: str):
        self.kind = kind
        self._entries: dict[str, Entry[T]] = {}
        self._sorted: list[Entry[T]] | None = None
        # What was computed for the set of active plugins it was computed for, and is thrown away with it.
        self._for_active: tuple[frozenset, dict] = (frozenset(), {})
        Registry.all[kind] = self

    def register(self, name: str, value: T, *, order: int = 0, plugin: str | None = None, label: str = "") -> T:
        known = self._entries.get(name)
        owner = plugin or owner_of(value)
        if known is not None and known.value is not value:
            raise ValueError(f"{self.kind} {name!r} is taken by {known.plugin or 'the core'}")
        self._entries[name] = Entry(name, value, owner, order, label)
        self._changed()
        return value

    @property
    def number(self) -> int:
        """How many entries there are, of inactive plugins too."""
        return len(self._entries)

    def remove(self, name: str) -> None:
        """Take an entry out again, as tests do."""
        self._entries.pop(name, None)
        self._changed()

    def entries(self) -> list[Entry[T]]:
        """Every entry, of inactive plugins too, in order."""
        if self._sorted is None:
            self._sorted = sorted(self._entries.values(), key=lambda entry: (entry.order, entry.name))
        return self._sorted

    def active(self, prefix: str = "") -> list[Entry[T]]:
        """The entries of the core and of active plugins, in order; those only whose names begin with `prefix`."""
        plugins = active_plugins()
        of_plugins, kept = self._for_active
        if of_plugins is not plugins:
            kept = {}
            self._for_active = (plugins, kept)
        if prefix not in kept:
            kept[prefix] = [
                entry
                for entry in self.entries()
                if (entry.plugin is None or entry.plugin in plugins) and entry.name.startswith(prefix)
            ]
        return kept[prefix]

    def get(self, name: str) -> Entry[T] | None:
        """The entry of that name, if what brought it is active."""
        entry = self._entries.get(name)
        return entry if entry is not None and is_active(entry.plugin) else None

    def find(self, name: str) -> Entry[T] | None:
        """The entry of that name, active or not."""
        return self._entries.get(name)

    def of(self, plugin: str) -> list[Entry[T]]:
        return [entry for entry in self.entries() if entry.plugin == plugin]

    def _changed(self):
        self._sorted = None
        self._for_active = (frozenset(), {})
