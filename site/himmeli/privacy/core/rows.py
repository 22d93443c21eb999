"""Rows of libraries that hold a person: how they are told to her, and erased."""

from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps

from himmeli.plugins.personal_data import declare


@dataclass(frozen=True)
class Reasons:
    """Why something is kept, shared by all that is kept for the same reasons."""

    label: str
    purpose: str
    basis: str
    retention: str
    stays: str = ""


def declare_rows(
    name: str, reasons: Reasons, *, fields: tuple[str, ...], tell: Callable, delete=False, files=None, retain=None
) -> None:
    """Declare a model by its name. `tell(row)` is what its export says; erasing deletes the rows, or takes the person
    out of `fields`. A library that is not installed has nothing to declare."""
    if name.partition(".")[0] not in apps.app_configs:
        return
    model = apps.get_model(name)

    def export(user):
        rows = {row.pk: row for field in fields for row in model._base_manager.filter(**{field: user})}
        return [tell(row) for row in rows.values()]

    def erase(user):
        number = 0
        for field in fields:
            rows = model._base_manager.filter(**{field: user})
            number += rows.delete()[0] if delete else rows.update(**{field: None})
        return number

    declare(
        model,
        label=reasons.label,
        purpose=reasons.purpose,
        basis=reasons.basis,
        retention=reasons.retention,
        stays=reasons.stays,
        export=export,
        erase=erase,
        files=files,
        retain=retain,
    )
