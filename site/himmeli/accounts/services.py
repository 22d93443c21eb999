"""What happens to people's accounts: they ask, are let in or not, and are forgotten when they never came."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from himmeli.contracts.people import MemberJoined
from himmeli.plugins.events import publish

from .exceptions import AlreadyDecided
from .models import Application
from .roles import MEMBER, grant_role
from .tasks import tell_applicant

CONFIRM_WITHIN_DAYS = 14
KEEP_DECLINED_DAYS = 30


@transaction.atomic
def apply_for_account(*, user, text: str, needs_approval: bool) -> Application:
    """Put a new account to sleep until its owner has shown that the address is hers, and is let in."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    return Application.objects.create(user=user, text=text, needs_approval=needs_approval)


@transaction.atomic
def confirm_applicant(*, user) -> None:
    """The address is hers. Where nobody needs to approve she is in at once; else a coordinator now sees her."""
    application = Application.objects.select_for_update().filter(user=user, status="waiting").first()
    if application is None or application.confirmed_at:
        return
    application.confirmed_at = timezone.now()
    application.save(update_fields=["confirmed_at"])
    if not application.needs_approval:
        _close(application, Application.Status.APPROVED, actor=None)
        let_in(user=user)


@transaction.atomic
def approve_application(*, application: Application, actor) -> None:
    """Let her in and tell her. Raises AlreadyDecided, and nobody gets a second message."""
    _claim(application, Application.Status.DECLINED)
    _close(application, Application.Status.APPROVED, actor=actor)
    let_in(user=application.user)
    log(instance=application.user, action="himmeli.let_in", user=actor)
    transaction.on_commit(lambda: tell_applicant.enqueue(application.pk))


@transaction.atomic
def decline_application(*, application: Application, actor) -> None:
    """Not let in. She is told; after a month her account is deleted. Raises AlreadyDecided."""
    _claim(application)
    _close(application, Application.Status.DECLINED, actor=actor)
    log(instance=application.user, action="himmeli.not_let_in", user=actor)
    transaction.on_commit(lambda: tell_applicant.enqueue(application.pk))


@transaction.atomic
def let_in(*, user, role_names=()) -> None:
    """Wake the account and make its owner a member, with further roles if she has been promised some."""
    if not user.is_active:
        user.is_active = True
        user.save(update_fields=["is_active"])
    for name in {MEMBER, *role_names}:
        grant_role(user, name)
    publish(MemberJoined(user.pk))


@transaction.atomic
def forget_unconfirmed() -> int:
    """Delete accounts whose owner never opened the link, and those declined a month ago. Returns how many."""
    applications = Application.objects
    sleeping = applications.never_confirmed(days=CONFIRM_WITHIN_DAYS) | applications.declined_before(
        days=KEEP_DECLINED_DAYS
    )
    people = get_user_model().objects.filter(pk__in=sleeping.values("user_id"), is_active=False, last_login=None)
    number = people.count()
    people.delete()
    return number


@transaction.atomic
def list_address(*, user) -> None:
    """An account that somebody else made has the address she gave it, and is confirmed by that."""
    if not EmailAddress.objects.filter(user=user).exists():
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)


@transaction.atomic
def remove_second_step(*, user, actor) -> int:
    """For somebody who has lost her telephone and her recovery codes. Returns how many keys were removed."""
    number = Authenticator.objects.filter(user=user).delete()[0]
    if number:
        log(instance=user, action="himmeli.second_step_removed", user=actor)
    return number


def _claim(application, *also_from):
    """Lock it, and refuse unless it still waits, or is in one of these states."""
    row = Application.objects.select_for_update().get(pk=application.pk)
    if row.status not in {Application.Status.WAITING, *also_from}:
        raise AlreadyDecided
    application.status = row.status


def _close(application, status, *, actor):
    application.status, application.decided_at, application.decided_by = status, timezone.now(), actor
    application.save(update_fields=["status", "decided_at", "decided_by"])
