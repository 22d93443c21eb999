"""Inviting people, one or thousands, and what comes of it."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.utils import timezone

from himmeli.accounts.roles import roles, roles_given_by
from himmeli.accounts.services import let_in

from .exceptions import AlreadyInvited, AlreadyMember, InvitationClosed, RoleNotYours
from .models import Invitation
from .tasks import send_queue
from .tokens import hash_of


@dataclass(frozen=True)
class Known:
    """Addresses, in small letters: of those who sign in already, and of those invited already."""

    members: set[str]
    invited: set[str]


@transaction.atomic
def invite(*, email: str, actor, name: str = "", language: str = "", role_names=(), message: str = "") -> Invitation:
    """Invite one person; the e-mail leaves after the commit.

    Raises AlreadyMember, AlreadyInvited, or RoleNotYours.
    """
    _refuse_roles(actor, role_names)
    if get_user_model().objects.filter(email__iexact=email, is_active=True).exists():
        raise AlreadyMember
    if Invitation.objects.open().of_address(email).exists():
        raise AlreadyInvited
    fields = _fields(email=email, name=name, language=language, role_names=role_names, message=message, actor=actor)
    try:
        with transaction.atomic():
            invitation = Invitation.objects.create(**fields)
    except IntegrityError as error:
        raise AlreadyInvited from error
    transaction.on_commit(send_queue.enqueue)
    return invitation


@transaction.atomic
def invite_many(*, people, actor, message: str = "") -> int:
    """Put many into the queue at once: `people` have .email .name .language .role_names. Returns how many.

    Who is a member or invited already, by now, is passed over: the same list twice invites nobody twice.
    """
    people = {person.email.lower(): person for person in people}
    _refuse_roles(actor, {name for person in people.values() for name in person.role_names})
    known = known_addresses(people)
    rows = [
        Invitation(
            **_fields(
                email=person.email,
                name=person.name,
                language=person.language,
                role_names=person.role_names,
                message=message,
                actor=actor,
            )
        )
        for address, person in people.items()
        if address not in known.members and address not in known.invited
    ]
    Invitation.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    return len(rows)


def known_addresses(addresses) -> Known:
    """Which of these addresses are somebody's, and which are invited already."""
    addresses = [address.lower() for address in addresses]
    people = get_user_model().objects.filter(email__in=addresses, is_active=True)
    invited = Invitation.objects.open().of_addresses(addresses)
    return Known(set(people.values_list("email", flat=True)), set(invited.values_list("address", flat=True)))


@transaction.atomic
def send_again(*, invitation: Invitation) -> None:
    """A new link, good for another fortnight; the old one stops working. Raises InvitationClosed."""
    row = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not row.is_open:
        raise InvitationClosed
    row.token_hash, row.sent_at, row.tries, row.try_again_at = "", None, 0, None
    row.save(update_fields=["token_hash", "sent_at", "tries", "try_again_at"])
    transaction.on_commit(send_queue.enqueue)


@transaction.atomic
def revoke(*, invitation: Invitation) -> None:
    """Take it back: its link stops working at once. Raises InvitationClosed when it was accepted before."""
    row = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if row.accepted_at:
        raise InvitationClosed
    if row.revoked_at is None:
        row.revoked_at, row.token_hash = timezone.now(), ""
        row.save(update_fields=["revoked_at", "token_hash"])


def find_open(token: str) -> Invitation:
    """The invitation of a link that still works. Raises InvitationClosed."""
    token_hash = hash_of(token)
    if token_hash is None:
        raise InvitationClosed
    invitation = Invitation.objects.open().filter(token_hash=token_hash).first()
    if invitation is None or invitation.expires_at is None or invitation.expires_at <= timezone.now():
        raise InvitationClosed
    return invitation


@transaction.atomic
def accept_invitation(*, token: str, name: str, password: str, language: str, accepts_terms: bool = False):
    """Make the account of whoever opened the link; the address is confirmed by that. Returns the person.

    Raises InvitationClosed, also for the second of two at once, and AlreadyMember.
    """
    found = find_open(token)
    invitation = Invitation.objects.select_for_update().get(pk=found.pk)
    if not invitation.is_open or invitation.token_hash != found.token_hash:
        raise InvitationClosed
    user = _account_for(invitation.email)
    user.display_name, user.language = name, language
    if accepts_terms:
        user.terms_accepted_at = timezone.now()
    user.set_password(password)
    user.is_active = True
    user.save()
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    close_invitation(invitation=invitation, user=user)
    let_in(user=user, role_names=[name for name in invitation.roles if roles.get(name)])
    return user


def close_invitation(*, invitation: Invitation, user) -> None:
    """It has led somebody in: its link is of no use any more."""
    invitation.accepted_at, invitation.accepted_by, invitation.token_hash = timezone.now(), user, ""
    invitation.save(update_fields=["accepted_at", "accepted_by", "token_hash"])


def _account_for(email):
    """A new one, or one that its owner asked for herself and that sleeps still. Raises AlreadyMember."""
    users = get_user_model().objects
    sleeping = users.filter(email__iexact=email).first()
    if sleeping is None:
        return users.model(email=email.lower())
    if sleeping.is_active or sleeping.last_login is not None:
        raise AlreadyMember
    return sleeping


def _refuse_roles(actor, role_names):
    allowed = {role.name for role in roles_given_by(actor)}
    if set(role_names) - allowed:
        raise RoleNotYours


def _fields(*, email, name, language, role_names, message, actor):
    fields = {"email": email.lower(), "name": name, "roles": list(role_names), "message": message, "invited_by": actor}
    return {**fields, "language": language} if language else fields
