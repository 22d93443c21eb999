"""Roles: what somebody is in the cooperative. Each is a group; its name in the database is English, shown translated.

The core has four. A plugin offers more, such as merchant or teacher, in its `permissions.py`:

    offer_role("Merchant", _("Merchant"), _("Sells in the shop."), plugin="shop", permissions=("shop.add_product",))

While the plugin is off nobody can be given the role, and nobody counts as having it; who was given it keeps it.
"""

from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from himmeli.plugins.registry import Registry

MEMBER = "Member"
WRITER = "Writer"
COORDINATOR = "Coordinator"


@dataclass(frozen=True)
class Role:
    """`summary` is one sentence for whoever gives it. `permissions` are written "app_label.codename"."""

    name: str
    label: str
    summary: str
    permissions: tuple[str, ...] = ()
    # One that reaches further than a coordinator is hers to give by an administrator alone.
    by_administrator: bool = False


roles: Registry[Role] = Registry("roles")


def offer_role(
    name: str,
    label: str,
    summary: str,
    *,
    plugin: str | None = None,
    permissions: tuple[str, ...] = (),
    by_administrator: bool = False,
    order: int = 0,
) -> Role:
    """Make a role that coordinators can give. `plugin` is the label of the plugin that brings it."""
    return roles.register(
        name, Role(name, label, summary, tuple(permissions), by_administrator), order=order, plugin=plugin
    )


offer_role(MEMBER, _("Member"), _("Takes part: has pages of her own, joins teams, comments."), order=-100)
offer_role(WRITER, _("Writer"), _("Writes pages and posts, and a coordinator approves them."), order=100)
offer_role(COORDINATOR, _("Coordinator"), _("Looks after the whole site."), by_administrator=True, order=110)


def has_role(user, name: str) -> bool:
    """Whether somebody has a role now: the account is in use, and so is the plugin that brings the role."""
    if not user.is_authenticated or not user.is_active or roles.get(name) is None:
        return False
    return name in _names_of(user)


def roles_of(user) -> list[Role]:
    """Her roles, in order."""
    if not user.is_authenticated:
        return []
    names = _names_of(user)
    return [entry.value for entry in roles.active() if entry.name in names]


def roles_given_by(user) -> list[Role]:
    """The roles that this person may give to others."""
    return [entry.value for entry in roles.active() if user.is_superuser or not entry.value.by_administrator]


@transaction.atomic
def grant_role(user, name: str) -> None:
    """Give somebody a role. Raises KeyError for one that nobody offers; giving it again changes nothing."""
    if roles.get(name) is None:
        raise KeyError(name)
    user.groups.add(ensure_group(name))
    _forget(user)


@transaction.atomic
def withdraw_role(user, name: str) -> None:
    user.groups.remove(*Group.objects.filter(name=name))
    _forget(user)


def ensure_group(name: str) -> Group:
    """The group of an offered role, with the permissions it is to have."""
    group = Group.objects.get_or_create(name=name)[0]
    wanted = roles.find(name).value.permissions
    if wanted:
        group.permissions.add(*Permission.objects.filter(_any_of(wanted)))
    return group


def _any_of(names):
    wanted = Q(pk__in=[])
    for name in names:
        app_label, codename = name.split(".")
        wanted |= Q(content_type__app_label=app_label, codename=codename)
    return wanted


def _names_of(user) -> set[str]:
    """Asked once for each object of a person: the many questions of one page cost one query."""
    known = getattr(user, "_role_names", None)
    if known is None:
        known = user._role_names = set(user.groups.values_list("name", flat=True))
    return known


def _forget(user):
    user.__dict__.pop("_role_names", None)
    for name in ("_perm_cache", "_user_perm_cache", "_group_perm_cache"):
        user.__dict__.pop(name, None)
