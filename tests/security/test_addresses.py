"""Every address of the site, asked with every method by each kind of person, against the table beside this file."""

import pytest

from .walk import ALLOWED, PEOPLE, YES, Table, address_of, all_routes, ask, methods_for

table = Table()
# Another member is like the first where nothing is anybody's, and an administrator like a coordinator where the table
# makes no difference: what is refused to one of them is asked of both.
LIKE = {"other": "member", "administrator": "coordinator"}


@pytest.fixture
def routes(walked, db):
    return all_routes()


def test_every_address_stands_in_the_table(routes):
    lacking = [route.path for route in routes if table.group_of(route) is None]

    assert lacking == [], "say in tests/security/addresses.toml who may do what there"


def test_the_table_names_nothing_that_is_gone(routes):
    used = {id(group): set() for group in table.groups}
    for route in routes:
        group = table.group_of(route)
        if group:
            used[id(group)] |= {address for address in group.addresses if group.is_at(address, route)}

    assert [address for group in table.groups for address in group.addresses if address not in used[id(group)]] == []


def test_what_we_write_ourselves_is_named_one_by_one(routes):
    ours = [route for route in routes if route.is_ours]

    assert len(ours) > 60
    assert [route.path for route in ours if route.path not in table.group_of(route).addresses] == []


def is_asked_of_another(person, group):
    like = LIKE.get(person)
    return bool(like) and group.may_get(person) == group.may[like] and (person == "other" or group.may[like] == YES)


@pytest.mark.parametrize("person", PEOPLE)
def test_each_gets_what_the_table_says(person, routes, walked):
    clients, objects = walked
    wrong = []
    for route in routes:
        group = table.group_of(route)
        if group is None or is_asked_of_another(person, group):
            continue
        may = group.may_get(person)
        allowed = ALLOWED[may] | (set(group.also) if may == YES else set())
        samples = {name: objects[kind] for name, kind in group.samples.items()}
        for method in methods_for(person, route, may):
            outcome = ask(clients[person], method, address_of(route, samples))
            if outcome not in allowed:
                wrong.append(f"{method.upper()} {route.path}: {outcome}, and the table says {may}")

    assert wrong == [], chr(10).join(wrong)


def test_objects_are_there_for_their_owner(walked, db):
    """Else "404" for the others would say nothing."""
    clients, objects = walked
    there = [
        f"/fi/omat/tiedot/poista/{objects['erasure_token']}/",
        f"/fi/blogi/kommentti/{objects['comment']}/muokkaa/",
        f"/fi/omat/tiedot/lataa/{objects['copy_token']}/",
    ]

    assert [clients["member"].get(address).status_code for address in there] == [200, 200, 302]
    assert [clients["other"].get(address).status_code for address in there] == [404, 404, 404]


def test_the_walk_can_fail(walked, db):
    """A table that let everybody in would be found out."""
    clients, _ = walked

    assert ask(clients["anonymous"], "post", "/admin/plugins/blog/switch/") not in ALLOWED[YES]
    assert ask(clients["administrator"], "get", "/admin/plugins/") in ALLOWED[YES]
    assert ask(clients["coordinator"], "get", "/admin/users/") == "refused"
