from django.utils.translation import gettext_lazy as _

from himmeli.plugins.personal_data import declare

from .models import Entry
from .retention import forget_old_entries
from .sentences import sentence_of


def export_entries(user):
    entries = Entry.objects.of_person(user).for_listing()
    return [
        {"when": entry.happened_at.isoformat(), "who": _who(entry, user), "what": sentence_of(entry)}
        for entry in entries
    ]


def _who(entry, user):
    """Others are not named in somebody's copy of her data."""
    return "you" if entry.actor_id == user.pk else "somebody else" if entry.actor_id else "the site"


def erase_entries(user):
    """They stay. They hold her number and nothing else of her, which leads nowhere once her account is gone."""
    return 0


declare(
    Entry,
    purpose=_("To see afterwards who changed what in the site, its settings, people’s roles and money."),
    basis=_("Legitimate interest: the cooperative must be able to find out what happened to its site."),
    retention=_("Two years; what concerns money, seven."),
    stays=_("What you changed in the site stays in the change log, but without your name."),
    export=export_entries,
    erase=erase_entries,
    retain=forget_old_entries,
)
