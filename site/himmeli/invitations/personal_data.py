from django.utils.translation import gettext_lazy as _

from himmeli.plugins.personal_data import declare

from .models import Invitation


def export_invitations(user):
    return [
        {
            "address": invitation.email,
            "name": invitation.name,
            "greeting": invitation.message,
            "sent": invitation.sent_at.isoformat() if invitation.sent_at else "",
            "state": str(invitation.state_label),
        }
        for invitation in Invitation.objects.of_address(user.email)
    ]


def erase_invitations(user):
    return Invitation.objects.of_address(user.email).delete()[0]


declare(
    Invitation,
    purpose=_("To invite people to the cooperative’s site by e-mail."),
    basis=_("Legitimate interest: the cooperative invites people that it knows."),
    retention=_("As long as the cooperative keeps the list of invitations; each can be taken back."),
    export=export_invitations,
    erase=erase_invitations,
)
