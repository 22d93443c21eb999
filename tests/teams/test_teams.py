"""Teams: who sees them, how one comes in and out, and who leads."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from himmeli.plugins.waiting import what_waits_for
from himmeli.teams import api, services
from himmeli.teams.exceptions import LastLeader, NotAllowed
from himmeli.teams.models import Membership, Team, TeamRules
from himmeli.teams.permissions import may_lead_team, may_make_team
from himmeli.testing import assert_queries_do_not_grow

URL = "/fi/ryhmat/"


@pytest.fixture
def people(make_user, coordinator, administrator):
    """One of each kind. Aino leads, Pentti is in, Helvi is another member, Uuno has a sign-in alone."""
    return {
        "anonymous": AnonymousUser(),
        "uuno": make_user("Uuno Tunnus"),
        "helvi": make_user("Helvi Lahti", groups=["Member"]),
        "pentti": make_user("Pentti Sampela", groups=["Member"]),
        "aino": make_user("Aino Sormunen", groups=["Member"]),
        "coordinator": coordinator,
        "administrator": administrator,
    }


@pytest.fixture
def team(people):
    team = Team.objects.create(name="Uuniväki", slug="uunivaki", visibility="public", joining="open")
    Membership.objects.create(team=team, user=people["aino"], state="in", is_leader=True, is_shown=True)
    Membership.objects.create(team=team, user=people["pentti"], state="in")
    return team


@pytest.fixture
def as_(client, people):
    def sign_in(name):
        client.logout()
        if name != "anonymous":
            client.force_login(people[name])
        return client

    return sign_in


WHO = ("anonymous", "uuno", "helvi", "pentti", "aino", "coordinator", "administrator")
# What each may, in the order of WHO. Of a members-only team visitors learn nothing.
MAY = {
    ("see", "public"): (1, 1, 1, 1, 1, 1, 1),
    ("see", "members"): (0, 0, 1, 1, 1, 1, 1),
    ("change", "public"): (0, 0, 0, 0, 1, 1, 1),
    ("change", "members"): (0, 0, 0, 0, 1, 1, 1),
    ("people", "members"): (0, 0, 0, 0, 1, 1, 1),
}
ADDRESSES = {"see": "", "change": "muokkaa/", "people": "ihmiset/"}


@pytest.mark.parametrize(("what", "visibility"), MAY)
def test_who_may_what(what, visibility, as_, team):
    Team.objects.update(visibility=visibility)

    answers = [as_(name).get(f"{URL}uunivaki/{ADDRESSES[what]}").status_code for name in WHO]

    assert tuple(int(status == 200) for status in answers) == MAY[what, visibility]
    if what == "see":
        assert {status for status in answers if status != 200} <= {404}


@pytest.mark.parametrize("do", ["lead", "remove", "step_down", "accept"])
def test_only_leaders_change_places(do, as_, team, people):
    place = Membership.objects.get(team=team, user=people["pentti"])
    before = (place.state, place.is_leader)

    for name in ("anonymous", "uuno", "helvi", "pentti"):
        as_(name).post(f"{URL}uunivaki/ihmiset/{place.pk}/", {"do": do})

    place.refresh_from_db()
    assert (place.state, place.is_leader) == before


def test_place_of_another_team_is_not_found(as_, team, people):
    other = Team.objects.create(name="Toinen", slug="toinen")
    place = Membership.objects.create(team=other, user=people["helvi"], state="in")

    answer = as_("aino").post(f"{URL}uunivaki/ihmiset/{place.pk}/", {"do": "remove"})

    assert answer.status_code == 404
    assert Membership.objects.filter(pk=place.pk).exists()


def test_visitors_see_only_those_who_agreed_and_the_team_knows_its_own(as_, team):
    page = as_("helvi").get(f"{URL}uunivaki/").content.decode()
    assert "Aino Sormunen" in page
    assert "Pentti Sampela" not in page

    assert "Aino Sormunen" in as_("pentti").get(f"{URL}uunivaki/").content.decode()
    assert "Pentti Sampela" in as_("aino").get(f"{URL}uunivaki/").content.decode()


def test_member_shows_and_hides_herself_and_nobody_else(as_, team, people):
    as_("pentti").post(f"{URL}uunivaki/nayta-minut/", {"is_shown": "1"})
    assert "Pentti Sampela" in as_("anonymous").get(f"{URL}uunivaki/").content.decode()

    as_("helvi").post(f"{URL}uunivaki/nayta-minut/", {"is_shown": "0"})
    assert Membership.objects.get(user=people["pentti"]).is_shown

    as_("pentti").post(f"{URL}uunivaki/nayta-minut/", {"is_shown": "0"})
    assert not Membership.objects.get(user=people["pentti"]).is_shown


@pytest.mark.parametrize(("joining", "state"), [("open", "in"), ("application", "applied"), ("invitation", None)])
def test_joining_follows_the_teams_rule(joining, state, as_, team, people):
    Team.objects.update(joining=joining)

    for _ in range(2):
        as_("helvi").post(f"{URL}uunivaki/liity/", {"message": "Osaan leipoa."})

    places = Membership.objects.filter(user=people["helvi"])
    assert [place.state for place in places] == ([state] if state else [])


def test_who_is_no_member_of_the_cooperative_joins_no_team(as_, team, people):
    as_("uuno").post(f"{URL}uunivaki/liity/")
    assert as_("anonymous").post(f"{URL}uunivaki/liity/").status_code == 302

    assert not Membership.objects.filter(user=people["uuno"]).exists()


def test_application_waits_for_the_leader_and_is_answered(as_, team, people):
    Team.objects.update(joining="application")
    as_("helvi").post(f"{URL}uunivaki/liity/", {"message": "Osaan leipoa."})
    assert [line.count for line in what_waits_for(people["aino"])] == [1]
    assert what_waits_for(people["pentti"]) == []
    assert "Osaan leipoa." in as_("aino").get(f"{URL}uunivaki/ihmiset/").content.decode()

    place = Membership.objects.get(user=people["helvi"])
    as_("aino").post(f"{URL}uunivaki/ihmiset/{place.pk}/", {"do": "accept"})

    assert api.is_member(people["helvi"], team)
    assert what_waits_for(people["aino"]) == []


def test_declined_application_is_gone(team, people):
    Team.objects.update(joining="application")
    team.refresh_from_db()
    place = services.join_team(team=team, user=people["helvi"])

    services.answer_application(place=place, actor=people["aino"], accept=False)
    services.answer_application(place=place, actor=people["aino"], accept=True)

    assert not Membership.objects.filter(user=people["helvi"]).exists()


def test_invitation_is_found_in_her_pages_and_answered(as_, team, people):
    Team.objects.update(joining="invitation", visibility="members")
    as_("aino").post(f"{URL}uunivaki/ihmiset/", {"email": "Helvi@example.org"})
    assert [line.count for line in what_waits_for(people["helvi"])] == [1]
    assert "Uuniväki" in as_("helvi").get("/fi/omat/").content.decode()

    as_("helvi").post(f"{URL}uunivaki/liity/", {"is_shown": "on"})

    place = Membership.objects.get(user=people["helvi"])
    assert (place.state, place.is_shown) == ("in", True)


def test_leader_does_not_learn_whose_address_is_known(as_, team, people):
    answers = []
    for email in ("helvi@example.org", "ei@example.org", "uuno@example.org"):
        answer = as_("aino").post(f"{URL}uunivaki/ihmiset/", {"email": email}, follow=True)
        answers.append(answer.content.decode().count("helvi") + answer.content.decode().count("Helvi"))

    assert answers == [0, 0, 0]
    assert Membership.objects.filter(state="invited").count() == 1


def test_invited_place_can_not_be_changed_by_number(as_, team, people):
    services.invite_to_team(team=team, actor=people["aino"], email="helvi@example.org")
    place = Membership.objects.get(user=people["helvi"])

    assert as_("aino").post(f"{URL}uunivaki/ihmiset/{place.pk}/", {"do": "lead"}).status_code == 404


def test_team_keeps_a_leader(as_, team, people):
    with pytest.raises(LastLeader):
        services.leave_team(team=team, user=people["aino"])
    as_("aino").post(f"{URL}uunivaki/eroa/")
    assert api.is_leader(people["aino"], team)

    place = Membership.objects.get(user=people["pentti"])
    as_("aino").post(f"{URL}uunivaki/ihmiset/{place.pk}/", {"do": "lead"})
    as_("aino").post(f"{URL}uunivaki/eroa/")
    assert [api.is_leader(people[name], team) for name in ("aino", "pentti")] == [False, True]


def test_last_one_may_close_the_door(team, people):
    Membership.objects.filter(user=people["pentti"]).delete()

    services.leave_team(team=team, user=people["aino"])

    assert not team.memberships.exists()


@pytest.mark.parametrize("members_may", [True, False])
def test_who_makes_teams(members_may, as_, people):
    TeamRules.objects.create(members_make_teams=members_may)
    form = {"name": "Villapiiri", "description": "Neulomme.", "visibility": "members", "joining": "open"}

    assert [may_make_team(people[name]) for name in WHO] == [False, False] + [members_may] * 3 + [True, True]
    answer = as_("helvi").post(f"{URL}-uusi/", form)

    assert answer.status_code == (302 if members_may else 403)
    assert Team.objects.filter(name="Villapiiri").exists() is members_may
    if members_may:
        assert may_lead_team(people["helvi"], Team.objects.get())
    with pytest.raises(NotAllowed):
        services.make_team(actor=people["uuno"], name="Oma")


def test_two_teams_of_one_name_have_addresses_of_their_own(people):
    made = [services.make_team(actor=people["helvi"], name="Mäki & Järvi") for _ in range(2)]

    assert [team.slug for team in made] == ["maki-jarvi", "maki-jarvi-2"]


def test_bad_input_is_kept_and_answered_beside_the_field(as_, people):
    answer = as_("helvi").post(f"{URL}-uusi/", {"name": "", "description": "Neulomme.", "joining": "open"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="id_name_error"' in page
    assert "Neulomme." in page


def test_the_database_keeps_one_place_each_and_leaders_inside(team, people):
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(team=team, user=people["pentti"], state="in")
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(team=team, user=people["helvi"], state="applied", is_leader=True)


def test_api_answers_plugins(team, people):
    assert api.is_member(people["pentti"], team)
    assert not api.is_member(people["helvi"], team)
    assert not api.is_member(people["anonymous"], team)
    assert list(api.teams_of(people["pentti"])) == [team]
    assert list(api.teams_of(people["anonymous"])) == []


def test_who_is_no_longer_in_use_is_in_no_team(team, people):
    people["pentti"].is_active = False
    people["pentti"].save()

    assert not api.is_member(people["pentti"], team)


def test_lists_ask_the_database_no_more_for_more_people(as_, team, make_user):
    client = as_("aino")
    number = iter(range(100))

    def add():
        for _ in range(3):
            user = make_user(f"Jäsen{next(number)}", groups=["Member"])
            Membership.objects.create(team=team, user=user, state="in", is_shown=True)
            Team.objects.create(name="R", slug=f"r{next(number)}", visibility="public")

    add()
    for path in ("", "uunivaki/", "uunivaki/ihmiset/"):
        assert_queries_do_not_grow(look=lambda path=path: client.get(URL + path), add=add)


def test_coordinator_finds_all_teams_in_the_admin(as_, team):
    assert "Uuniväki" in as_("coordinator").get("/admin/snippets/teams/team/").content.decode()
    assert as_("aino").get("/admin/snippets/teams/team/").status_code == 302
