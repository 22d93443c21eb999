from django.utils.translation import gettext_lazy as _

from himmeli.plugins.personal_data import declare

from .models import Note


def export(user):
    return list(Note.objects.filter(author=user).values("text"))


def erase(user):
    return Note.objects.filter(author=user).delete()[0]


declare(
    Note,
    purpose=_("To remember what a member wrote down."),
    basis=_("The member's own wish."),
    retention=_("Until the member takes it away."),
    export=export,
    erase=erase,
)
