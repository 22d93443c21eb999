"""What can stand in the change log. The core and plugins say what each of their actions is called, in a sentence.

    offer_action("shop.refunded", Kind.MONEY, _("Paid %(amount)s back for the order %(subject)s"))

The sentence has no subject: who did it stands beside it. `%(subject)s` is the name of what was changed, `%(what)s` the
kind of thing, `%(person)s` whom it concerns; other placeholders are the `values` it is recorded with.
"""

from dataclasses import dataclass

from himmeli.plugins.ownership import owner_of_label
from himmeli.plugins.registry import Registry

from .kinds import Kind


@dataclass(frozen=True)
class Action:
    name: str
    kind: Kind
    sentence: str


actions: Registry[Action] = Registry("audit actions")


def offer_action(name: str, kind: Kind, sentence) -> Action:
    """Name an action for good: it is stored. A plugin's begins with its label and a dot."""
    return actions.register(name, Action(name, kind, sentence), plugin=owner_of_label(name.partition(".")[0]))
