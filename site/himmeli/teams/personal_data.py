from django.utils.translation import gettext_lazy as _

from himmeli.plugins.personal_data import declare

from .models import Membership


def export_memberships(user):
    return [
        {
            "team": place.team.name,
            "state": str(place.get_state_display()),
            "leads": place.is_leader,
            "shown": place.is_shown,
            "message": place.message,
            "since": place.since.isoformat(),
        }
        for place in Membership.objects.filter(user=user).select_related("team")
    ]


def erase_memberships(user):
    return Membership.objects.filter(user=user).delete()[0]


declare(
    Membership,
    purpose=_("To know who is in which team, and to show there those who agreed to it."),
    basis=_("Agreement: whoever joins a team does so herself."),
    retention=_("Until she leaves the team, or the team is deleted."),
    export=export_memberships,
    erase=erase_memberships,
)
