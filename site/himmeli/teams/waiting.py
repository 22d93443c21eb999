from django.urls import reverse
from django.utils.translation import gettext as _

from himmeli.plugins.waiting import Waiting, waits

from .models import Membership


@waits
def places_to_answer(user):
    """What a member has to answer in her teams: those who ask to join one that she leads, and invitations to her."""
    invited = Membership.objects.invited().filter(user=user).count()
    lines = [Waiting(_("Invitations to a team"), invited, reverse("teams:list"), "group")]
    asking = Membership.objects.asking().led_by(user).select_related("team")
    for team in {place.team_id: place.team for place in asking}.values():
        number = sum(place.team_id == team.pk for place in asking)
        text = _("Want to join: %(team)s") % {"team": team}
        lines.append(Waiting(text, number, reverse("teams:people", args=[team.slug]), "group"))
    return lines
