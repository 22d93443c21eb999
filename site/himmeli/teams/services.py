"""Making teams, and coming into and out of them."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils.text import slugify

from himmeli.accounts.permissions import is_member

from .exceptions import LastLeader, NotAllowed
from .models import Membership, Team
from .permissions import may_lead_team, may_make_team

State = Membership.State


@transaction.atomic
def make_team(*, actor, name: str, **fields) -> Team:
    """A new team, led by whoever makes it. Raises NotAllowed."""
    if not may_make_team(actor):
        raise NotAllowed
    team = Team.objects.create(name=name, slug=_free_slug(name), made_by=actor, **fields)
    Membership.objects.create(team=team, user=actor, state=State.IN, is_leader=True, is_shown=True)
    return team


@transaction.atomic
def join_team(*, team: Team, user, is_shown: bool = False, message: str = "") -> Membership:
    """Come in, ask to come in, or accept an invitation, as the team's rules say. Doing it twice changes nothing.

    Raises NotAllowed for a team that takes only the invited, and for who is no member of the cooperative.
    """
    place = _lock(team).filter(user=user).first()
    if place is not None and place.state != State.INVITED:
        return place
    if place is not None:
        place.state, place.is_shown = State.IN, is_shown
        place.save(update_fields=["state", "is_shown"])
        return place
    if not is_member(user) or team.joining == Team.Joining.INVITATION:
        raise NotAllowed
    state = State.IN if team.joining == Team.Joining.OPEN else State.APPLIED
    try:
        with transaction.atomic():
            return Membership.objects.create(team=team, user=user, state=state, is_shown=is_shown, message=message)
    except IntegrityError:
        # The same press of the button twice at once.
        return Membership.objects.get(team=team, user=user)


@transaction.atomic
def leave_team(*, team: Team, user) -> None:
    """Leave, take an application back, or decline an invitation. Raises LastLeader while others are in the team."""
    place = _lock(team).filter(user=user).first()
    if place is None:
        return
    _keep_a_leader(place)
    place.delete()


@transaction.atomic
def show_oneself(*, team: Team, user, is_shown: bool) -> None:
    """Whether her name and picture stand on the team's page. Nobody else decides it."""
    place = Membership.objects.filter(team=team, user=user).first()
    if place is not None:
        place.is_shown = is_shown
        place.save(update_fields=["is_shown"])


@transaction.atomic
def answer_application(*, place: Membership, actor, accept: bool) -> None:
    """Raises NotAllowed. One that was answered meanwhile is left as it is."""
    _only_leaders(actor, place.team)
    place = _lock(place.team).filter(pk=place.pk, state=State.APPLIED).first()
    if place is None:
        return
    if accept:
        place.state, place.message = State.IN, ""
        place.save(update_fields=["state", "message"])
    else:
        place.delete()


@transaction.atomic
def invite_to_team(*, team: Team, actor, email: str) -> None:
    """Offer a place to the member with this address; she finds the offer in her pages.

    Says nothing about whether there is such a member: a leader is not to learn whose addresses are known. Whoever has
    asked to join herself is thereby in. Raises NotAllowed.
    """
    _only_leaders(actor, team)
    address = EmailAddress.objects.filter(email__iexact=email, verified=True, user__is_active=True).first()
    user = address.user if address else None
    if user is None or not is_member(user):
        return
    place, is_new = Membership.objects.get_or_create(team=team, user=user, defaults={"state": State.INVITED})
    if not is_new and place.state == State.APPLIED:
        answer_application(place=place, actor=actor, accept=True)


@transaction.atomic
def set_leader(*, place: Membership, actor, is_leader: bool) -> None:
    """Raises NotAllowed, LastLeader."""
    _only_leaders(actor, place.team)
    place = _lock(place.team).get(pk=place.pk)
    if not place.is_in:
        raise NotAllowed
    if not is_leader:
        _keep_a_leader(place)
    place.is_leader = is_leader
    place.save(update_fields=["is_leader"])


@transaction.atomic
def remove_from_team(*, place: Membership, actor) -> None:
    """Raises NotAllowed, LastLeader."""
    _only_leaders(actor, place.team)
    place = _lock(place.team).filter(pk=place.pk).first()
    if place is not None:
        _keep_a_leader(place)
        place.delete()


def _lock(team):
    """The places of a team, which nobody else changes until the commit."""
    Team.objects.select_for_update().get(pk=team.pk)
    return Membership.objects.filter(team=team)


def _only_leaders(actor, team):
    if not may_lead_team(actor, team):
        raise NotAllowed


def _keep_a_leader(place):
    """A leader may go when another leads, or when nobody is left to be led."""
    others = Membership.objects.inside().filter(team=place.team).exclude(pk=place.pk)
    if place.is_leader and others.exists() and not others.filter(is_leader=True).exists():
        raise LastLeader


def _free_slug(name):
    base = slugify(name)[:100] or "team"
    slug, number = base, 1
    while Team.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{base}-{number}"
    return slug
