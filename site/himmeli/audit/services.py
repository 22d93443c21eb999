from collections.abc import Iterable

from django.db import models

from .actions import actions
from .actors import current_actor
from .exceptions import UnknownAction
from .models import Entry

LONGEST_SUBJECT = Entry._meta.get_field("subject").max_length
PLAIN = (str, int, float, bool, type(None))


def record(
    action: str,
    *,
    actor=None,
    person=None,
    subject: object = "",
    model: type[models.Model] | None = None,
    changes: Iterable[dict] = (),
    **values,
) -> Entry:
    """Write one line into the change log, in the transaction under way: gone with it when it is rolled back.

    `actor` is who did it, the person signed in unless told. `person` is whom it concerns. `subject` is the name of
    what was changed; never a person's. `changes` come from `watching.changes_between`. `values` fill the placeholders
    of the action's sentence: plain values, without personal data, passwords or keys.

    Raises UnknownAction, and ValueError for values that are not plain.
    """
    known = actions.find(action)
    if known is None:
        raise UnknownAction(action)
    strange = [name for name, value in values.items() if not isinstance(value, PLAIN)]
    if strange:
        raise ValueError(f"{action}: {', '.join(strange)} must be plain values")
    actor = actor or current_actor()
    return Entry.objects.create(
        kind=known.value.kind,
        action=action,
        actor_id=getattr(actor, "pk", None),
        person_id=getattr(person, "pk", None),
        subject=str(subject)[:LONGEST_SUBJECT],
        model=model._meta.label_lower if model else "",
        values=values,
        changes=list(changes),
    )
