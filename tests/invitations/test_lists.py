"""Lists of people to invite: whatever a spreadsheet makes of them is read, and each bad line is named."""

import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from himmeli.invitations import services
from himmeli.invitations.lists import MOST_LINES, decode, read_list
from himmeli.invitations.models import Invitation

URL = "/admin/people/invitations/many/"


@pytest.fixture
def read(coordinator):
    return lambda text: read_list(text, actor=coordinator)


def people(reading):
    return [(person.email, person.name, person.role_names, person.language) for person in reading.people]


WRITTEN = {
    "commas": "helvi@example.org,Helvi Lahti\nonni@example.org,Onni Åberg\n",
    "semicolons": "helvi@example.org;Helvi Lahti\r\nonni@example.org;Onni Åberg\r\n",
    "tabs": "helvi@example.org\tHelvi Lahti\nonni@example.org\tOnni Åberg",
    "headings": "Nimi;Sähköposti\nHelvi Lahti;helvi@example.org\nOnni Åberg;onni@example.org",
    "two names": "Etunimi;Sukunimi;Sähköposti\nHelvi;Lahti;helvi@example.org\nOnni;Åberg;onni@example.org",
    "e-mail program": "Helvi Lahti <helvi@example.org>, Onni Åberg <onni@example.org>",
    "one a line": '"Helvi Lahti" <helvi@example.org>\nOnni Åberg <onni@example.org>\n',
    "quoted": '"helvi@example.org";"Helvi Lahti"\n"onni@example.org";"Onni Åberg"',
    "excel's first line": "sep=;\nhelvi@example.org;Helvi Lahti\nonni@example.org;Onni Åberg",
    "empty lines": "\n\nhelvi@example.org;Helvi Lahti\n;\n\nonni@example.org;Onni Åberg\n\n",
    "name first": "Helvi Lahti;helvi@example.org\nOnni Åberg;onni@example.org",
    "capitals": "HELVI@example.org;Helvi Lahti\nOnni@Example.ORG;Onni Åberg",
}


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_list_is_read_however_it_was_saved(written, encoding, read):
    reading = read(decode(WRITTEN[written].encode(encoding)))

    assert reading.bad == []
    assert people(reading) == [
        ("helvi@example.org", "Helvi Lahti", (), ""),
        ("onni@example.org", "Onni Åberg", (), ""),
    ]


def test_roles_and_languages_are_known_by_their_names(read):
    reading = read(
        "email;name;role;language\n"
        "a@example.org;A;jäsen;fi\n"
        "b@example.org;B;Writer, Member;ruotsi\n"
        "c@example.org;C;;Swedish"
    )

    assert people(reading) == [
        ("a@example.org", "A", ("Member",), "fi"),
        ("b@example.org", "B", ("Writer", "Member"), "sv"),
        ("c@example.org", "C", (), "sv"),
    ]


def test_each_bad_line_is_named_with_its_reason(read, member, coordinator):
    services.invite(email="kutsuttu@example.org", actor=coordinator)

    reading = read(
        "email;name;role;language\n"
        "helvi.example.org;Helvi\n"
        "onni@example.org;Onni\n"
        "ONNI@example.org;Onni taas\n"
        "pentti@example.org;Pentti\n"
        "kutsuttu@example.org;Kutsuttu\n"
        "rooli@example.org;Rooli;kuningas\n"
        "iso@example.org;Iso;koordinaattori\n"
        "kieli@example.org;Kieli;;klingon\n"
        ";Ilman osoitetta\n"
        "huono@@example.org;Huono\n"
    )

    assert people(reading) == [("onni@example.org", "Onni", (), "")]
    assert [(line.number, line.reason) for line in reading.bad] == [
        (2, "Sähköpostiosoitteesta puuttuu @-merkki."),
        (4, "Sama osoite on rivillä 3."),
        (5, "On jo jäsen."),
        (6, "On jo kutsuttu."),
        (7, "Tällaista roolia ei ole: kuningas."),
        (8, "Et voi antaa tätä roolia: koordinaattori."),
        (9, "Sivustolla ei ole tällaista kieltä: klingon."),
        (10, "Sähköpostiosoite puuttuu."),
        (11, "Tämä ei ole sähköpostiosoite."),
    ]


def test_five_thousand_lines_are_read_in_seconds_and_queued_at_once(read, coordinator, django_assert_max_num_queries):
    text = "\n".join(f"ihminen{number}@example.org;Ihminen {number}" for number in range(MOST_LINES))
    began = time.monotonic()

    reading = read(text)
    assert (len(reading.people), reading.bad) == (MOST_LINES, [])
    # SQLite takes so many values in one statement, and no more.
    with django_assert_max_num_queries(100):
        assert services.invite_many(people=reading.people, actor=coordinator) == MOST_LINES

    assert time.monotonic() - began < 30
    assert Invitation.objects.to_send().count() == MOST_LINES


def test_a_longer_list_is_cut_and_says_so(read):
    text = "\n".join(f"ihminen{number}@example.org" for number in range(MOST_LINES + 5))

    reading = read(text)

    assert len(reading.people) <= MOST_LINES + 1
    assert "5000" in reading.bad[-1].reason


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=300), st.binary(max_size=300)))
def test_nothing_anybody_pastes_breaks_the_reading(read, pasted):
    text = decode(pasted) if isinstance(pasted, bytes) else pasted

    reading = read(text)

    assert all("@" in person.email for person in reading.people)
    assert all(line.reason for line in reading.bad)


# The page ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def signed_in(client, coordinator):
    client.force_login(coordinator)
    return client


def test_first_look_sends_nothing_and_the_second_press_does(signed_in):
    file = SimpleUploadedFile("jäsenet.csv", "helvi@example.org;Helvi Åström\nrikki".encode("cp1252"))

    page = signed_in.post(URL, {"file": file, "message": "Hei!"}).content.decode()
    assert "Helvi Åström" in page
    assert "Sähköpostiosoitteesta puuttuu @-merkki." in page
    assert not Invitation.objects.exists()

    signed_in.post(URL, {"text": "helvi@example.org;Helvi Åström\nrikki", "message": "Hei!", "send": "1"})
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.name, invitation.message) == ("helvi@example.org", "Helvi Åström", "Hei!")


def test_pressing_twice_invites_once(signed_in):
    for _ in range(2):
        signed_in.post(URL, {"text": "helvi@example.org\nonni@example.org", "send": "1"})

    assert Invitation.objects.count() == 2


@pytest.mark.parametrize(
    "form", [{"message": ""}, {"text": "   "}, {"file": SimpleUploadedFile("x.csv", b"x" * 1_000_001)}]
)
def test_nothing_or_too_much_is_answered_beside_the_field(form, signed_in):
    page = signed_in.post(URL, form).content.decode()

    assert "error-message" in page
    assert not Invitation.objects.exists()
