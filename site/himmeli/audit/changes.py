"""What was before and what is after, as plain values that can be kept for years."""

import re

from django.contrib.auth import get_user_model
from django.db import models

SECRET = re.compile(r"password|passwd|secret|token|(^|_)key($|_)|credential|dsn|pin($|_)", re.IGNORECASE)
HIDDEN = "•••"
LONGEST = 500


def values_of(instance: models.Model, *, leave_out=frozenset()) -> dict:
    """{field: plain value} of a row. What a field with a secret's name holds is told only to be there or not."""
    left_out = {instance._meta.pk.name, *leave_out}
    fields = [field for field in instance._meta.concrete_fields if field.name not in left_out]
    return {field.name: _plain_field(instance, field) for field in fields}


def changes_between(old: dict, new: dict, *, secret_changed=frozenset()) -> list[dict]:
    """What differs between two dicts of values: `[{"field": ..., "old": ..., "new": ...}]`."""
    found = []
    for name in {**old, **new}:
        before, after = _plain(name, old.get(name)), _plain(name, new.get(name))
        if before != after or name in secret_changed:
            found.append({"field": name, "old": before, "new": after})
    return found


def secrets_changed(old: models.Model, new: models.Model) -> set[str]:
    """Fields with a secret in them that is another now: both look the same in the log."""
    names = [field.attname for field in new._meta.concrete_fields if SECRET.search(field.name)]
    return {name for name in names if getattr(old, name) != getattr(new, name)}


def _plain_field(instance, field):
    value = getattr(instance, field.attname)
    if field.is_relation and value is not None:
        if issubclass(field.related_model, get_user_model()):
            # Her name would stay when her account is erased.
            return f"#{value}"
        value = getattr(instance, field.name)
    elif field.choices and not SECRET.search(field.name):
        return str(instance._get_FIELD_display(field)) if value not in (None, "") else value
    return _plain(field.name, value)


def _plain(name, value):
    if SECRET.search(name):
        return HIDDEN if value not in (None, "") else ""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, dict):
        return {str(key): _plain(str(key), each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain("", each) for each in value]
    # A browser sends other line ends than it was given.
    text = str(value).replace("\r\n", "\n")
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
