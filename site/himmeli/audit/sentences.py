"""An entry in words, in the language in use."""

from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth.models import Group
from django.utils.translation import gettext as _
from wagtail.log_actions import registry as wagtail_log

from himmeli.office.roles import role_name
from himmeli.plugins.presentation import title_of

from .actions import actions
from .models import Entry


@dataclass(frozen=True)
class Change:
    """One value that changed, in words."""

    field: str
    old: str
    new: str


def actor_in_words(entry: Entry) -> str:
    if entry.actor_id is None:
        return _("The site itself")
    return str(entry.actor) if entry.actor else _("Somebody whose account is gone")


def sentence_of(entry: Entry) -> str:
    """What was done. An action whose plugin is no longer there keeps its name."""
    known = actions.find(entry.action)
    if known is None:
        return f"{entry.action} {entry.subject}".strip()
    words = _Words({**entry.values, **_names_of(entry)})
    return str(known.value.sentence) % words


def changes_of(entry: Entry) -> list[Change]:
    model = _model_of(entry)
    return [
        Change(_field_name(model, each["field"]), _in_words(each["old"]), _in_words(each["new"]))
        for each in entry.changes
    ]


def _names_of(entry):
    names = {"subject": entry.subject, "what": _what(entry), "person": _person(entry)}
    values = entry.values
    if "plugin" in values:
        names["plugin"] = title_of(values["plugin"])
    if "role" in values:
        names["role"] = role_name(Group(name=values["role"]))
    if "wagtail_action" in values:
        formatter = wagtail_log.formatters.get(values["wagtail_action"]) or None
        names["words"] = str(formatter.label) if formatter else values["wagtail_action"]
    return names


def _person(entry):
    return str(entry.person) if entry.person else _("somebody whose account is gone")


def _what(entry):
    model = _model_of(entry)
    return str(model._meta.verbose_name) if model else entry.model


def _model_of(entry):
    if not entry.model:
        return None
    try:
        return apps.get_model(entry.model)
    except LookupError:
        return None


def _field_name(model, name):
    fields = {field.name: field for field in model._meta.concrete_fields} if model else {}
    label = getattr(fields.get(name), "verbose_name", "") or name.replace("_", " ")
    return str(label)[:1].upper() + str(label)[1:]


def _in_words(value):
    if value in (None, "", [], {}):
        return _("empty")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(map(_in_words, value))
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_in_words(each)}" for key, each in value.items())
    return str(value)


class _Words(dict):
    def __missing__(self, key):
        """An old entry may lack what today's sentence says."""
        return "…"
