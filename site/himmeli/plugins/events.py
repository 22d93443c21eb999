"""Events: "this happened". A service publishes, active plugins hear of it after the commit, a receiver that raises
hurts nobody. What must not be lost goes through a task written in the same transaction instead."""

from collections.abc import Callable

from django.db import transaction

from .faults import guarded
from .registry import Registry

receivers: Registry[Callable] = Registry("receivers")


def subscribe(event_class: type, *, label: str = ""):
    """Decorate a function `(event) -> None` to be called with every event of a class from `himmeli.contracts`.

    `label` says on the Plugins page what it does.
    """

    def decorate(function):
        receivers.register(f"{_name(event_class)}:{function.__module__}.{function.__qualname__}", function, label=label)
        return function

    return decorate


def publish(event) -> None:
    """Tell the receivers in active plugins, once the transaction under way has committed."""
    transaction.on_commit(lambda: _deliver(event), robust=True)


def _deliver(event):
    for entry in receivers.active(f"{_name(type(event))}:"):
        with guarded(entry.plugin, f"receiver of {type(event).__name__}"):
            entry.value(event)


def _name(event_class):
    return f"{event_class.__module__}.{event_class.__qualname__}"
