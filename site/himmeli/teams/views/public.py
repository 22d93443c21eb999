"""Teams as visitors and members see them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ..exceptions import LastLeader, NotAllowed
from ..forms import JoinForm
from ..models import Membership, Team
from ..permissions import is_member, may_lead_team, may_make_team
from ..services import join_team, leave_team, show_oneself

ON_A_PAGE = 24


@require_safe
def team_list(request):
    teams = Team.objects.visible_to(request.user).for_listing()
    context = {
        "page_obj": Paginator(teams, ON_A_PAGE).get_page(request.GET.get("page")),
        "may_make": may_make_team(request.user),
        "invited": _places_offered(request.user),
    }
    return render(request, "teams/list.html", context)


@require_safe
def detail(request, slug):
    team = visible_team(request, slug)
    place = place_of(request, team)
    inside = Membership.objects.inside().filter(team=team)
    # The team itself knows who is in it; others see those who agreed.
    knows_all = (place is not None and place.is_in) or may_lead_team(request.user, team)
    places = inside if knows_all else inside.shown()
    context = {
        "team": team,
        "place": place,
        "places": places.with_people(),
        "size": inside.count(),
        "may_lead": may_lead_team(request.user, team),
        "form": _join_form(request, team, place),
    }
    return render(request, "teams/detail.html", context)


@require_POST
@login_required
def join(request, slug):
    team = visible_team(request, slug)
    form = JoinForm(request.POST, asks=team.joining == Team.Joining.APPLICATION)
    if not form.is_valid():
        return redirect(team)
    try:
        place = join_team(
            team=team,
            user=request.user,
            is_shown=form.cleaned_data["is_shown"],
            message=form.cleaned_data.get("message", ""),
        )
    except NotAllowed:
        messages.error(request, _("This team takes in only those whom it invites."))
    else:
        said = _("Welcome to the team.") if place.is_in else _("You have asked to join. The team’s leader answers you.")
        messages.success(request, said)
    return redirect(team)


@require_POST
@login_required
def leave(request, slug):
    team = visible_team(request, slug)
    try:
        leave_team(team=team, user=request.user)
    except LastLeader:
        messages.error(request, _("You are the last to lead this team. First make somebody else its leader."))
        return redirect(team)
    messages.success(request, _("You are not in the team any more: %(team)s") % {"team": team})
    return redirect("teams:list")


@require_POST
@login_required
def show_me(request, slug):
    team = visible_team(request, slug)
    show_oneself(team=team, user=request.user, is_shown=request.POST.get("is_shown") == "1")
    messages.success(request, _("Saved."))
    return redirect(team)


def visible_team(request, slug):
    """The team, or not found: nobody learns from an address that there is one."""
    team = get_object_or_404(Team.objects.select_related("picture"), slug=slug)
    if not Team.objects.visible_to(request.user).filter(pk=team.pk).exists():
        raise Http404
    return team


def place_of(request, team):
    if not request.user.is_authenticated:
        return None
    return Membership.objects.filter(team=team, user=request.user).first()


def _join_form(request, team, place):
    """For who may join now: those invited always, other members unless the team chooses its own."""
    if place is not None:
        return JoinForm(asks=False) if place.state == Membership.State.INVITED else None
    if team.joining == Team.Joining.INVITATION or not is_member(request.user):
        return None
    return JoinForm(asks=team.joining == Team.Joining.APPLICATION)


def _places_offered(user):
    return Membership.objects.invited().filter(user=user).select_related("team") if user.is_authenticated else []
