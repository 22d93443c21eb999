"""What waits for somebody. The core and plugins say it in one line each: what, how many, and where to see to it."""

from collections.abc import Callable
from dataclasses import dataclass

from .faults import guarded
from .registry import Registry


@dataclass(frozen=True)
class Waiting:
    """`label` names the things ("Comments to read"), `url` is the admin page where they are seen to."""

    label: str
    count: int
    url: str
    icon: str = "tasks"


# Functions `(user) -> list[Waiting]`.
waiting: Registry[Callable] = Registry("waiting")


def waits(function=None, *, order: int = 0, label: str = ""):
    """Decorate a function `(user) -> list[Waiting]`. What has a count of 0 is not shown.

    `label` says on the Plugins page what may wait.
    """

    def decorate(function):
        name = f"{function.__module__}.{function.__qualname__}"
        return waiting.register(name, function, order=order, label=label)

    return decorate(function) if function else decorate


def what_waits_for(user) -> list[Waiting]:
    """Everything that waits for a person, in order. A plugin that fails to say so is left out."""
    found = []
    for entry in waiting.active():
        with guarded(entry.plugin, "what waits"):
            found += [line for line in entry.value(user) if line.count]
    return found
