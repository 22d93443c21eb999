"""Personal data: what is kept of people, why, how long, and how a person gets it or has it erased."""

from collections.abc import Callable
from dataclasses import dataclass

from .registry import Registry


@dataclass(frozen=True)
class PersonalData:
    """What one model keeps of people. `purpose`, `basis` and `retention` are lazy sentences for the privacy page.

    `export(user)` answers with a list of dicts of plain values, `erase(user)` erases or makes nameless and answers
    with the number of rows.
    """

    model: type
    purpose: str
    basis: str
    retention: str
    export: Callable
    erase: Callable


personal_data: Registry[PersonalData] = Registry("personal data")


def declare(model, *, purpose, basis, retention, export, erase) -> PersonalData:
    """Say what a model keeps of people.

    Data of a plugin that is off is still of people: to export or erase, ask `entries()`, not `active()`.
    """
    from .ownership import owner_of_model

    entry = PersonalData(model, purpose, basis, retention, export, erase)
    return personal_data.register(model._meta.label_lower, entry, plugin=owner_of_model(model))
