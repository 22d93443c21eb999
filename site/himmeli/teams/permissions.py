"""Who may do what with teams, as named rules about a person and a team."""

from rules import predicate

from himmeli.accounts.permissions import is_member

from .models import Membership, Team, TeamRules


@predicate
def looks_after_teams(user, team=None) -> bool:
    """Has every team in her care: a coordinator."""
    return bool(user.is_authenticated and user.is_active and user.has_perm("teams.change_team"))


@predicate
def is_in_team(user, team) -> bool:
    return bool(user.is_authenticated) and Membership.objects.inside().filter(user=user, team=team).exists()


@predicate
def leads_team(user, team) -> bool:
    return bool(user.is_authenticated and user.is_active) and (
        Membership.objects.filter(user=user, team=team, is_leader=True).exists()
    )


@predicate
def may_see_team(user, team) -> bool:
    return Team.objects.visible_to(user).filter(pk=team.pk).exists()


@predicate
def members_make_teams(user, team=None) -> bool:
    rules = TeamRules.objects.first() or TeamRules()
    return rules.members_make_teams and is_member(user)


may_lead_team = leads_team | looks_after_teams
may_make_team = looks_after_teams | members_make_teams
