"""Personal data: what is kept of people, why, how long, and how a person gets it or has it erased."""

from collections.abc import Callable
from dataclasses import dataclass

from .registry import Registry


@dataclass(frozen=True)
class PersonalData:
    """What one model keeps of people. `purpose`, `basis`, `retention` and `stays` are lazy sentences.

    `export(user)` answers with a list of dicts of plain values, `erase(user)` erases or makes nameless and answers
    with the number of rows. `files(user)` gives `(name, file)` pairs for the copy of all data; `retain()` deletes
    what is older than it is kept, once a day. `stays` tells what is kept although somebody has her account erased,
    and why; empty when nothing is.
    """

    model: type
    purpose: str
    basis: str
    retention: str
    export: Callable
    erase: Callable
    files: Callable | None = None
    retain: Callable | None = None
    stays: str = ""
    label: str = ""


personal_data: Registry[PersonalData] = Registry("personal data")


def declare(
    model, *, purpose, basis, retention, export, erase, files=None, retain=None, stays="", label=""
) -> PersonalData:
    """Say what a model keeps of people. `label` is what the privacy page calls it: the model's own name unless told.

    Data of a plugin that is off is still of people: to export or erase, ask `entries()`, not `active()`.
    """
    from .ownership import owner_of_model

    entry = PersonalData(model, purpose, basis, retention, export, erase, files, retain, stays, label)
    return personal_data.register(model._meta.label_lower, entry, plugin=owner_of_model(model))
