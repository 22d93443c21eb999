"""Roles and the rules about people, as a matrix."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group

from himmeli.accounts import permissions, roles
from himmeli.office.roles import ensure_roles
from himmeli.plugins import activation

RULES = {
    # (administrator, coordinator, member, with a sign-in alone, no longer in use, visitor)
    "is_signed_in": (True, True, True, True, False, False),
    "is_member": (True, True, True, False, False, False),
    "is_coordinator": (True, True, False, False, False, False),
    "is_administrator": (True, False, False, False, False, False),
    "works_in_office": (True, True, False, False, False, False),
    "may_decide_applications": (True, True, False, False, False, False),
}


@pytest.fixture
def people(administrator, coordinator, make_user):
    closed = make_user("Entinen Jäsen", groups=["Member", "Coordinator"], is_active=False)
    return (
        administrator,
        coordinator,
        make_user("Pentti Sampela", groups=["Member"]),
        make_user("Uusi Tunnus"),
        closed,
        AnonymousUser(),
    )


@pytest.mark.parametrize("rule", RULES)
def test_rule_holds_for_each(rule, people):
    assert tuple(bool(getattr(permissions, rule)(person)) for person in people) == RULES[rule]


def test_only_oneself_is_oneself(people):
    administrator, _coordinator, member, *_rest, closed, visitor = people

    assert permissions.is_oneself(member, member)
    assert not permissions.is_oneself(administrator, member)
    assert not permissions.is_oneself(closed, closed)
    assert not permissions.is_oneself(visitor, member)


def test_second_step_of_others_is_for_administrators_to_take_away(people):
    administrator, coordinator, member, *_rest = people
    rule = permissions.may_take_away_second_step

    assert rule(administrator, member)
    assert not rule(administrator, administrator)
    assert not rule(coordinator, member)
    assert not rule(member, member)


@pytest.fixture
def merchant_role(activate):
    """A role that the dummy plugin brings."""
    activate("dummy")
    roles.offer_role(
        "Merchant", "Kauppias", "Myy kaupassa.", plugin="dummy", permissions=("wagtailadmin.access_admin",)
    )
    yield "Merchant"
    roles.roles.remove("Merchant")


def test_role_of_a_plugin_is_a_group_with_its_permissions(merchant_role, make_user):
    ensure_roles()
    person = make_user()

    roles.grant_role(person, merchant_role)

    assert roles.has_role(person, merchant_role)
    assert [role.label for role in roles.roles_of(person)] == ["Kauppias"]
    assert person.has_perm("wagtailadmin.access_admin")


def test_role_of_a_plugin_that_is_off_is_kept_and_counts_for_nothing(merchant_role, make_user):
    person = make_user()
    roles.grant_role(person, merchant_role)

    activation.switch_off("dummy")

    assert not roles.has_role(person, merchant_role)
    assert Group.objects.get(name=merchant_role) in person.groups.all()
    with pytest.raises(KeyError):
        roles.grant_role(make_user("Toinen Jäsen"), merchant_role)

    activation.switch_on("dummy")
    assert roles.has_role(person, merchant_role)


def test_role_is_withdrawn(make_user):
    person = make_user()
    roles.grant_role(person, "Member")
    assert roles.has_role(person, "Member")

    roles.withdraw_role(person, "Member")

    assert not roles.has_role(person, "Member")


def test_coordinator_gives_every_role_but_her_own(coordinator, administrator):
    assert {role.name for role in roles.roles_given_by(coordinator)} == {"Member", "Writer"}
    assert {role.name for role in roles.roles_given_by(administrator)} == {"Member", "Writer", "Coordinator"}
