"""The change log as those read it who look after the site."""

from datetime import timedelta

import pytest
from django.utils import timezone

from himmeli.audit.actions import actions, offer_action
from himmeli.audit.kinds import Kind
from himmeli.audit.models import Entry
from himmeli.audit.sentences import sentence_of
from himmeli.audit.services import record
from himmeli.office.roles import WRITER
from himmeli.testing import assert_queries_do_not_grow

ADDRESS = "/admin/change-log/"


@pytest.fixture
def desk(client, coordinator):
    client.force_login(coordinator)
    return client


def sentences(answer):
    return [line["sentence"] for line in answer.context["object_list"]]


def test_each_change_is_a_sentence_in_the_readers_language(desk, coordinator, member):
    record("page.published", actor=coordinator, subject="Talkoot")
    record("plugin.on", actor=coordinator, plugin="blog")
    record("role.given", actor=coordinator, person=member, role=WRITER)
    coordinator.language = "fi"
    coordinator.save()

    answer = desk.get(ADDRESS)

    assert sentences(answer)[:3] == [
        f"Antoi roolin ”Kirjoittaja”: {member}",
        "Kytki päälle lisäosan ”Blogi”",
        "Julkaisi sivun ”Talkoot”",
    ]
    assert answer.context["object_list"][0]["actor"] == str(coordinator)


def test_old_and_new_values_stand_side_by_side(desk):
    from himmeli.identity.services import ensure_identity

    identity = ensure_identity()
    identity.phone = "050 000 0031"
    identity.save()

    text = desk.get(ADDRESS).content.decode()

    assert "050 000 0031" in text
    assert "tyhjä" in text


def test_it_is_filtered_by_person_kind_and_dates(desk, coordinator, administrator):
    record("page.published", actor=administrator, subject="Uusi")
    record("maintenance.began", actor=coordinator)
    long_ago = timezone.now() - timedelta(days=40)
    old = {"kind": Kind.PUBLISHING, "action": "page.deleted", "subject": "Vanha"}
    Entry.objects.create(**old, actor=administrator, happened_at=long_ago)

    by_person = desk.get(ADDRESS, {"actor": administrator.pk})
    by_kind = desk.get(ADDRESS, {"kind": "upkeep"})
    until = (timezone.localdate() - timedelta(days=30)).isoformat()
    by_date = desk.get(ADDRESS, {"happened_at_to": until})

    assert {line["actor"] for line in by_person.context["object_list"]} == {str(administrator)}
    assert len(sentences(by_person)) == 2
    assert [line["kind"] for line in by_kind.context["object_list"]] == [str(Kind.UPKEEP.label)]
    assert len(sentences(by_date)) == 1


def test_it_has_pages(desk, coordinator):
    for number in range(45):
        record("page.published", actor=coordinator, subject=f"Sivu {number}")

    assert len(sentences(desk.get(ADDRESS))) == 40
    assert "Julkaisi sivun ”Sivu 0”" in sentences(desk.get(ADDRESS, {"p": 2}))


def test_queries_do_not_grow_with_entries(desk, coordinator, make_user):
    def add():
        for number in range(5):
            person = make_user(f"Ihminen{number}{Entry.objects.count()}", email=f"{Entry.objects.count()}@example.org")
            record("role.given", actor=person, person=person, role=WRITER)

    add()
    assert_queries_do_not_grow(look=lambda: desk.get(ADDRESS), add=add)


def test_an_erased_person_is_nobody(desk, make_user):
    gone = make_user("Vieno Virtanen")
    record("page.published", actor=gone, subject="Talkoot")
    gone.delete()

    line = desk.get(ADDRESS).context["object_list"][0]

    assert line["actor"] == "Joku, jonka tunnus on poistettu"


@pytest.mark.parametrize("who", ["anonymous", "member", "writer"])
def test_others_do_not_see_it(client, who, make_user, coordinator):
    if who != "anonymous":
        client.force_login(make_user("Joku Muu", groups=[WRITER] if who == "writer" else []))

    assert client.get(ADDRESS).status_code in {302, 403}


def test_a_plugin_records_money_in_a_sentence_of_its_own(db):
    offer_action("shop.refunded", Kind.MONEY, "Paid %(amount)s back for the order %(subject)s")
    try:
        entry = record("shop.refunded", subject="A-12", amount="12,50 €")
        assert (entry.kind, sentence_of(entry)) == ("money", "Paid 12,50 € back for the order A-12")
    finally:
        actions.remove("shop.refunded")
    # The plugin is gone, the line stays.
    assert sentence_of(entry) == "shop.refunded A-12"
