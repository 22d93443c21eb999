"""Contracts: "who answers this question?". One active plugin provides, others resolve.

A contract is a Protocol in `himmeli.contracts` with a static method `fallback()` that answers when nobody is there:
deny or empty, never optimistic.
"""

from .registry import Registry

providers: Registry[object] = Registry("providers")


def provide(contract: type, *, label: str = ""):
    """Decorate the class that answers a contract. It is made without arguments, once a question.

    `label` says on the Plugins page what it does for others.
    """

    def decorate(implementation):
        providers.register(f"{_name(contract)}:{implementation.__module__}", implementation, label=label)
        return implementation

    return decorate


def resolve(contract: type):
    """The provider in an active plugin, or the contract's safe fallback."""
    entry = next(iter(providers.active(f"{_name(contract)}:")), None)
    return entry.value() if entry else contract.fallback()


def _name(contract):
    return f"{contract.__module__}.{contract.__qualname__}"
