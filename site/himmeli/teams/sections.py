from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from himmeli.accounts.permissions import is_member
from himmeli.accounts.sections import Section, SectionRow, offer_section

from .models import Membership, Team
from .permissions import may_make_team

SHOWN = 6


def my_teams(request):
    """The teams she is in, those that have invited her, and those that she has asked."""
    user = request.user
    rows = [_row(place) for place in Membership.objects.of_person(user)[:SHOWN]]
    if not rows and not is_member(user):
        return None
    there_are = Team.objects.visible_to(user).exists()
    if not there_are and may_make_team(user):
        step_url, step_label = reverse("teams:make"), _("Make a team")
    else:
        step_url, step_label = (reverse("teams:list"), _("Look at the teams")) if there_are else ("", "")
    return Section(
        rows=rows,
        more_url=reverse("teams:list"),
        more_label=_("All teams"),
        empty_text=_("A team does something together: bakes, studies, plans a market day."),
        step_url=step_url,
        step_label=step_label,
    )


def _row(place):
    if place.state == place.State.INVITED:
        state = _("You are invited: come and answer")
    elif place.state == place.State.APPLIED:
        state = _("You have asked to join")
    else:
        state = ngettext("%(number)s member", "%(number)s members", place.size) % {"number": place.size}
    meta = (state, _("You lead it")) if place.is_leader else (state,)
    return SectionRow(place.team.name, place.team.get_absolute_url(), meta)


offer_section("teams.mine", gettext_lazy("My teams"), my_teams, order=-50)
