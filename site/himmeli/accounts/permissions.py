"""Who may do what among people: named rules, to be combined with `&`, `|` and `~`.

`is_member(user)` asks about somebody, `is_oneself(user, other)` about somebody and a thing.
"""

from rules import predicate

from .roles import COORDINATOR, MEMBER, has_role


@predicate
def is_signed_in(user) -> bool:
    return bool(user.is_authenticated and user.is_active)


@predicate
def is_administrator(user) -> bool:
    return bool(user.is_authenticated and user.is_active and user.is_superuser)


@predicate
def is_coordinator(user) -> bool:
    """Runs the site: has the role, or is an administrator."""
    return is_administrator(user) or has_role(user, COORDINATOR)


@predicate
def is_member(user) -> bool:
    """Belongs to the cooperative. Who coordinates it does, too."""
    return has_role(user, MEMBER) or is_coordinator(user)


@predicate
def is_oneself(user, other) -> bool:
    return bool(user.is_authenticated and user.is_active and other is not None and user.pk == other.pk)


@predicate
def works_in_office(user) -> bool:
    """Has a way into the site's management."""
    return bool(user.is_authenticated and user.is_active and user.has_perm("wagtailadmin.access_admin"))


@predicate
def may_decide_applications(user) -> bool:
    """Lets in those who ask, or doesn't."""
    return bool(user.is_authenticated and user.is_active and user.has_perm("accounts.change_application"))


@predicate
def may_take_away_second_step(user, other) -> bool:
    """Of somebody who has lost her telephone. An administrator's is not for coordinators to touch."""
    return is_administrator(user) and not is_oneself(user, other)
