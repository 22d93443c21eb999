"""Registries: "you may also use this". Each knows whose an entry is and gives out those of active plugins only."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from .activation import is_active
from .ownership import owner_of

T = TypeVar("T")


@dataclass(frozen=True)
class Entry(Generic[T]):
    name: str
    value: T
    plugin: str | None
    order: int


class Registry(Generic[T]):
    """Named things that the core and plugins offer: blocks, slots, menu entries, search types, jobs...

    `kind` names the registry on the Plugins page. Raises ValueError when two different things take one name.
    """

    all: dict[str, "Registry"] = {}

    def __init__(self, kind: str):
        self.kind = kind
        self._entries: dict[str, Entry[T]] = {}
        self._sorted: list[Entry[T]] | None = None
        Registry.all[kind] = self

    def register(self, name: str, value: T, *, order: int = 0, plugin: str | None = None) -> T:
        known = self._entries.get(name)
        owner = plugin or owner_of(value)
        if known is not None and known.value is not value and known.plugin != owner:
            raise ValueError(f"{self.kind} {name!r} is taken by {known.plugin or 'the core'}")
        self._entries[name] = Entry(name, value, owner, order)
        self._sorted = None
        return value

    def entries(self) -> list[Entry[T]]:
        """Every entry, of inactive plugins too, in order."""
        if self._sorted is None:
            self._sorted = sorted(self._entries.values(), key=lambda entry: (entry.order, entry.name))
        return self._sorted

    def active(self) -> Iterator[Entry[T]]:
        """The entries of the core and of active plugins, in order."""
        return (entry for entry in self.entries() if is_active(entry.plugin))

    def get(self, name: str) -> Entry[T] | None:
        """The entry of that name, if what brought it is active."""
        entry = self._entries.get(name)
        return entry if entry is not None and is_active(entry.plugin) else None

    def find(self, name: str) -> Entry[T] | None:
        """The entry of that name, active or not."""
        return self._entries.get(name)

    def of(self, plugin: str) -> list[Entry[T]]:
        return [entry for entry in self.entries() if entry.plugin == plugin]
