"""A person's notices, her choices, and the link that ends e-mails."""

import re
from datetime import time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from himmeli.notices.models import Notice, NoticeChoice, NoticeTimes
from himmeli.notices.services import choose_ways, notify
from himmeli.notices.tokens import stop_address
from himmeli.plugins.faults import write_faults
from himmeli.plugins.models import PluginFault
from himmeli.testing import assert_queries_do_not_grow

LIST, CHOICES = "/fi/omat/ilmoitukset/", "/fi/omat/ilmoitukset/valinnat/"


@pytest.fixture
def signed_in(client, reader, site_root):
    client.force_login(reader)
    return client


def make_notice(reader, kind, **fields):
    fields = {"context": {"name": "Aino", "bread": "limppu"}, "url": "/fi/leipa/", **fields}
    return Notice.objects.create(receiver=reader, kind=kind.name, **fields)


def page_of(response):
    assert response.status_code == 200
    return response.content.decode()


def test_list_shows_what_is_new_and_what_was_read(signed_in, reader, bread):
    make_notice(reader, bread, quote="Tuore <b>leipä</b>.")
    make_notice(reader, bread, context={"name": "Raija", "bread": "rieska"}, read_at=timezone.now())

    page = page_of(signed_in.get(LIST))

    assert page.count("notice-line--unread") == 1
    assert "Aino leipoi: limppu" in page
    assert "Raija leipoi: rieska" in page
    assert "Tuore &lt;b&gt;leipä&lt;/b&gt;." in page
    assert "1 lukematon ilmoitus" in page


def test_list_is_empty_at_first(signed_in):
    assert "Ei vielä ilmoituksia" in page_of(signed_in.get(LIST))


def test_my_pages_show_the_newest_and_lead_to_all_and_to_the_choices(signed_in, reader, bread):
    assert LIST not in page_of(signed_in.get("/fi/omat/")).partition("<main")[2].partition("</main>")[0]
    for number in range(4):
        make_notice(reader, bread, key=str(number), context={"name": "Aino", "bread": f"limppu {number}"})

    page = page_of(signed_in.get("/fi/omat/")).partition("<main")[2].partition("</main>")[0]

    assert [number for number in range(4) if f"Aino leipoi: limppu {number}" in page] == [1, 2, 3]
    assert f'href="{LIST}"' in page
    assert f'href="{CHOICES}"' in page_of(signed_in.get("/fi/omat/asetukset/"))


def test_header_says_how_many_are_unread_with_one_query(signed_in, reader, bread):
    for number in range(3):
        make_notice(reader, bread, key=str(number))
    signed_in.get("/fi/")

    with CaptureQueriesContext(connection) as queries:
        page = page_of(signed_in.get("/fi/"))

    assert re.search(r'notice-bell__number">3<', page)
    assert len([query for query in queries if "notices_notice" in query["sql"]]) == 1


def test_visitors_get_no_bell_and_no_cookie_and_ask_nothing(client, site_root):
    with CaptureQueriesContext(connection) as queries:
        response = client.get("/fi/")

    assert "notice-bell" not in response.content.decode()
    assert [query for query in queries if "notices_" in query["sql"]] == []
    assert response.cookies == {}


def test_opening_one_reads_it_and_leads_on(signed_in, reader, bread):
    notice = make_notice(reader, bread)

    response = signed_in.get(f"{LIST}{notice.pk}/")

    notice.refresh_from_db()
    assert response["Location"] == "/fi/leipa/"
    assert notice.is_read


def test_one_is_marked_read_and_unread(signed_in, reader, bread):
    notice = make_notice(reader, bread)
    for mark, is_read in [("read", True), ("unread", False)]:
        response = signed_in.post(f"{LIST}{notice.pk}/merkitse/", {"as": mark, "page": "2"})
        notice.refresh_from_db()
        assert (notice.is_read, response["Location"]) == (is_read, f"{LIST}?page=2")


def test_all_are_marked_read(signed_in, reader, bread, make_user):
    other = make_user("Tuomas Muu")
    for person in (reader, reader, other):
        make_notice(person, bread)

    page = page_of(signed_in.post(f"{LIST}kaikki-luettu/", follow=True))

    assert "2 ilmoitusta merkitty luetuiksi." in page
    assert Notice.objects.of(reader).unread().count() == 0
    assert Notice.objects.of(other).unread().count() == 1


@pytest.mark.parametrize("path", ["", "merkitse/"])
def test_others_notices_are_not_found(path, signed_in, make_user, bread):
    notice = make_notice(make_user("Tuomas Muu"), bread)
    address = f"{LIST}{notice.pk}/{path}"

    assert signed_in.post(address).status_code in ((404,) if path else (405,))
    assert path or signed_in.get(address).status_code == 404
    notice.refresh_from_db()
    assert not notice.is_read


@pytest.mark.parametrize("address", [LIST, CHOICES, f"{LIST}1/"])
def test_visitors_are_asked_to_sign_in(address, client, site_root):
    response = client.get(address)

    assert response.status_code == 302
    assert response["Location"].startswith("/fi/accounts/login/?next=")


def test_list_has_pages_and_costs_the_same_with_more(signed_in, reader, bread):
    def add():
        for _ in range(30):
            make_notice(reader, bread)

    add()
    assert_queries_do_not_grow(look=lambda: signed_in.get(LIST), add=add)

    assert page_of(signed_in.get(LIST)).count('class="notice-line') == 20 * 3
    assert page_of(signed_in.get(f"{LIST}?page=3")).count("notice-line--unread") == 20


def test_page_is_nobody_elses_to_keep(signed_in):
    assert "no-store" in signed_in.get(LIST)["Cache-Control"]


def choices_form(**changes):
    fields = {
        "has_quiet_hours": "on",
        "quiet_from": "22:00",
        "quiet_until": "07:00",
        "summary_at": "08:00",
        "site-tests.bread": "on",
        "email-tests.bread": "now",
        **changes,
    }
    return {name: value for name, value in fields.items() if value is not None}


def test_choices_are_kept(signed_in, reader, bread):
    response = signed_in.post(
        CHOICES,
        choices_form(**{"site-tests.bread": None, "email-tests.bread": "weekly", "quiet_until": "09:00"}),
        follow=True,
    )

    assert "Tallennettu" in page_of(response)
    choice, times = NoticeChoice.objects.get(), NoticeTimes.objects.get(user=reader)
    assert (choice.kind, choice.in_site, choice.by_email) == ("tests.bread", False, "weekly")
    assert (times.has_quiet_hours, times.quiet_from, times.quiet_until) == (True, time(22), time(9))


def test_quiet_hours_that_never_end_are_refused_beside_the_field(signed_in, reader, bread):
    response = signed_in.post(CHOICES, choices_form(quiet_until="22:00", **{"email-tests.bread": "daily"}))

    page = response.content.decode()
    assert response.status_code == 422
    assert "Valitse eri tunti" in page
    assert 'value="daily" selected' in page
    assert not NoticeChoice.objects.exists()


def test_only_what_concerns_a_person_is_asked_of_her(signed_in, reader, offer):
    offer("tests.bread", label="Leipää")
    offer("tests.keys", label="Avaimet", meant_for=lambda user: user != reader)

    page = page_of(signed_in.get(CHOICES))

    assert "Leipää" in page
    assert "Avaimet" not in page


def test_kind_that_cannot_say_whom_it_concerns_hinders_no_other(signed_in, reader, offer, activate):
    activate("blog")
    offer("tests.bread", label="Leipää")
    offer("blog.broken", label="Rikki", meant_for=lambda user: user.nothing_like_it)

    page = page_of(signed_in.get(CHOICES))

    assert "Leipää" in page
    assert "Rikki" not in page
    write_faults()
    assert PluginFault.objects.get().piece == "notice kind blog.broken"


def test_what_may_not_be_off_cannot_be_switched_off(signed_in, reader, offer):
    offer("tests.bread", may_be_off=False)

    signed_in.post(CHOICES, choices_form(**{"email-tests.bread": "never"}))

    assert "Tämä tulee aina." in page_of(signed_in.get(CHOICES))
    assert not NoticeChoice.objects.exists()


def path_of(address):
    return address.removeprefix("http://127.0.0.1:8000")


def test_mail_program_ends_the_kind_without_signing_in(reader, bread, site_root):
    choose_ways(reader, {bread.name: (True, "now")})
    waits = make_notice(reader, bread, email_due_at=timezone.now() + timedelta(hours=8))
    program = Client(enforce_csrf_checks=True)

    response = program.post(path_of(stop_address(reader.pk, [bread.name])), {"List-Unsubscribe": "One-Click"})

    waits.refresh_from_db()
    assert response.status_code == 204
    assert response.cookies == {}
    assert (NoticeChoice.objects.get().by_email, NoticeChoice.objects.get().in_site) == ("never", True)
    assert waits.email_due_at is None


def test_person_is_asked_first(client, reader, bread, site_root, told):
    link = path_of(stop_address(reader.pk, [bread.name]))

    page = page_of(client.get(link))
    assert "Leipää" in page
    assert "pe…@example.org" in page
    assert reader.email not in page
    assert not NoticeChoice.objects.exists()

    assert "Et saa enää näitä sähköposteja" in page_of(client.post(link))
    with told() as mails:
        notify(bread.name, [reader], context={})
    assert mails == []
    assert Notice.objects.of(reader).count() == 1


def test_link_works_for_somebody_signed_in_as_another(reader, bread, make_user, site_root):
    other = Client(enforce_csrf_checks=True)
    other.force_login(make_user("Tuomas Muu"))

    other.post(path_of(stop_address(reader.pk, [bread.name])))

    assert NoticeChoice.objects.get().user == reader


def test_link_that_was_changed_ends_nothing(client, reader, bread, site_root):
    link = path_of(stop_address(reader.pk, [bread.name]))

    assert client.post(f"{link[:-3]}x/").status_code == 404
    assert not NoticeChoice.objects.exists()


def test_link_ends_the_kinds_of_a_summary_and_no_others(client, reader, offer, site_root):
    kinds = [offer("tests.bread"), offer("tests.soup"), offer("tests.keys"), offer("tests.receipt", may_be_off=False)]

    client.post(path_of(stop_address(reader.pk, [kinds[0].name, kinds[1].name, kinds[3].name])))

    assert sorted(NoticeChoice.objects.values_list("kind", flat=True)) == ["tests.bread", "tests.soup"]


@pytest.mark.parametrize(
    ("language", "address"), [("fi", LIST), ("sv", "/sv/mina/meddelanden/"), ("en", "/en/my/notices/")]
)
def test_each_language_has_its_own_address(language, address, signed_in):
    page = page_of(signed_in.get(address))

    assert f'<html lang="{language}"' in page
    assert signed_in.get(f"/{language}/my/nothing/").status_code == 404
