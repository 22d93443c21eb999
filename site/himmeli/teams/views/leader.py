"""What a team's leader does: write about it, and let people in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ..exceptions import LastLeader
from ..forms import InviteToTeamForm, TeamForm
from ..models import Membership
from ..permissions import may_lead_team, may_make_team
from ..pictures import set_picture
from ..services import answer_application, invite_to_team, make_team, remove_from_team, set_leader
from .public import visible_team


@login_required
def make(request):
    if not may_make_team(request.user):
        raise PermissionDenied
    form = TeamForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        data = form.cleaned_data
        file = data.pop("new_picture")
        team = make_team(actor=request.user, **data)
        if file:
            set_picture(team=team, file=file, actor=request.user)
        messages.success(request, _("The team is made. Now invite others into it."))
        return redirect(team)
    return _form_page(request, form, None)


@login_required
def change(request, slug):
    team = _led(request, slug)
    form = TeamForm(request.POST or None, request.FILES or None, instance=team)
    if form.is_valid():
        team = form.save()
        if form.cleaned_data["new_picture"]:
            set_picture(team=team, file=form.cleaned_data["new_picture"], actor=request.user)
        messages.success(request, _("Saved."))
        return redirect(team)
    return _form_page(request, form, team)


@login_required
def people(request, slug):
    team = _led(request, slug)
    form = InviteToTeamForm(request.POST or None)
    if form.is_valid():
        invite_to_team(team=team, actor=request.user, email=form.cleaned_data["email"])
        messages.success(request, _("If that address is a member’s, the invitation is in her pages now."))
        return redirect("teams:people", slug=team.slug)
    places = Membership.objects.filter(team=team, user__is_active=True).with_people()
    context = {
        "team": team,
        "form": form,
        "asking": [place for place in places if place.state == Membership.State.APPLIED],
        "inside": [place for place in places if place.is_in],
    }
    return render(request, "teams/people.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def change_place(request, slug, pk):
    team = _led(request, slug)
    place = get_object_or_404(Membership.objects.exclude(state=Membership.State.INVITED), team=team, pk=pk)
    change = CHANGES.get(request.POST.get("do"))
    if change is not None:
        try:
            change(place, request.user)
        except LastLeader:
            messages.error(request, _("A team needs somebody who leads it. First make somebody else its leader."))
        else:
            messages.success(request, _("Saved."))
    return redirect("teams:people", slug=team.slug)


CHANGES = {
    "accept": lambda place, actor: answer_application(place=place, actor=actor, accept=True),
    "decline": lambda place, actor: answer_application(place=place, actor=actor, accept=False),
    "lead": lambda place, actor: set_leader(place=place, actor=actor, is_leader=True),
    "step_down": lambda place, actor: set_leader(place=place, actor=actor, is_leader=False),
    "remove": lambda place, actor: remove_from_team(place=place, actor=actor),
}


def _led(request, slug):
    team = visible_team(request, slug)
    if not may_lead_team(request.user, team):
        raise PermissionDenied
    return team


def _form_page(request, form, team):
    return render(request, "teams/form.html", {"form": form, "team": team}, status=422 if form.errors else 200)
