"""A member's front door: what is there, for whom, and what she says of herself."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from himmeli.accounts.portraits import LARGEST_SIDE
from himmeli.accounts.sections import Section, SectionRow, offer_section, sections
from himmeli.accounts.settings_pages import offer_settings_page, settings_pages
from himmeli.media.models import Picture
from himmeli.testing import assert_queries_do_not_grow

FORM = {"display_name": "Pentti S", "introduction": "Lämmitän uunin.", "language": "fi", "time_zone": "Europe/Helsinki"}


@pytest.fixture
def signed_in(client, make_user, site_root):
    client.force_login(make_user("Pentti Sampela", groups=["Member"]))
    return client


@pytest.fixture
def pentti(django_user_model):
    return lambda: django_user_model.objects.get(email="pentti@example.org")


@pytest.fixture
def offered():
    """Sections and settings pages of a test, taken out again."""
    yield
    sections.remove("test.things")
    settings_pages.remove("test.page")


def photograph(size=(2000, 1500), kind="JPEG", name="kuva.jpg"):
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    file = io.BytesIO()
    Image.new("RGB", size, "#23493c").save(file, kind, exif=exif)
    return SimpleUploadedFile(name, file.getvalue(), content_type="image/jpeg")


@pytest.mark.parametrize("path", ["/fi/omat/", "/en/my/", "/sv/mina/", "/fi/omat/profiili/", "/fi/omat/asetukset/"])
def test_strangers_are_asked_to_sign_in(path, client, site_root):
    assert client.get(path)["Location"].startswith(f"/{path[1:3]}/accounts/login/?next={path}")


@pytest.mark.parametrize("path", ["/fi/omat/", "/en/my/", "/sv/mina/"])
def test_front_door_is_in_the_theme_and_never_kept(path, signed_in):
    answer = signed_in.get(path)

    assert answer.status_code == 200
    assert 'class="site-header"' in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_front_door_leads_to_the_office_only_those_who_work_there(signed_in, client, coordinator):
    assert "/admin/" not in signed_in.get("/fi/omat/").content.decode()

    client.force_login(coordinator)
    assert 'href="/admin/"' in client.get("/fi/omat/").content.decode()


def test_section_shows_rows_or_the_first_step(signed_in, offered):
    things = []
    offer_section(
        "test.things",
        "Omat tavarani",
        lambda request: Section(rows=things, empty_text="Ei tavaroita.", step_url="/fi/hanki/", step_label="Hanki"),
    )
    page = signed_in.get("/fi/omat/").content.decode()
    assert "Ei tavaroita." in page
    assert 'href="/fi/hanki/"' in page

    things.append(SectionRow("Kirves", "/fi/kirves/", ("terävä",)))
    page = signed_in.get("/fi/omat/").content.decode()
    assert 'href="/fi/kirves/"' in page
    assert "Ei tavaroita." not in page


def test_section_that_does_not_concern_her_is_left_out(signed_in, offered):
    offer_section("test.things", "Omat tavarani", lambda request: None)

    assert "Omat tavarani" not in signed_in.get("/fi/omat/").content.decode()


def test_settings_list_what_each_part_offers(signed_in, offered):
    offer_settings_page("test.page", "Ilmoitukset", "Mistä sinulle kerrotaan.", lambda user: "/fi/ilmoitukset/")

    page = signed_in.get("/fi/omat/asetukset/").content.decode()

    assert 'href="/fi/ilmoitukset/"' in page
    for name in ("email/", "password/change/", "2fa/", "sessions/"):
        assert f'href="/fi/accounts/{name}"' in page


# Profile -------------------------------------------------------------------------------------------------------------


def test_profile_is_saved_and_speaks_the_language_chosen(signed_in, pentti):
    answer = signed_in.post("/fi/omat/profiili/", {**FORM, "language": "sv", "time_zone": "Europe/Stockholm"})

    assert answer["Location"] == "/sv/mina/profil/"
    assert (pentti().display_name, pentti().introduction) == ("Pentti S", "Lämmitän uunin.")
    assert (pentti().language, pentti().time_zone) == ("sv", "Europe/Stockholm")


@pytest.mark.parametrize(
    "wrong", [{"display_name": ""}, {"language": "xx"}, {"time_zone": "Mars"}, {"introduction": "x" * 601}]
)
def test_bad_input_changes_nothing_and_is_kept(wrong, signed_in, pentti):
    answer = signed_in.post("/fi/omat/profiili/", {**FORM, **wrong})

    [field] = wrong
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in page
    assert pentti().display_name == "Pentti Sampela"
    assert ("Pentti S" in page) or field == "display_name"


def test_nobody_changes_more_than_the_profile(signed_in, pentti):
    signed_in.post("/fi/omat/profiili/", {**FORM, "is_superuser": "on", "email": "toinen@example.org", "groups": "1"})

    assert (pentti().is_superuser, pentti().email) == (False, "pentti@example.org")


def test_picture_is_drawn_anew_small_and_without_its_place(signed_in, pentti):
    signed_in.post("/fi/omat/profiili/", {**FORM, "picture": photograph()})

    portrait = pentti().portrait
    with portrait.file.open("rb") as file:
        data = file.read()
    assert max(portrait.width, portrait.height) == LARGEST_SIDE
    assert b"secret place" not in data
    assert portrait.collection.name == "Portraits of members"
    assert portrait.uploaded_by_user == pentti()


def test_new_picture_replaces_her_own_old_one_and_leaves_the_sites(signed_in, pentti):
    signed_in.post("/fi/omat/profiili/", {**FORM, "picture": photograph()})
    first = pentti().portrait_id
    signed_in.post("/fi/omat/profiili/", {**FORM, "picture": photograph(name="toinen.jpg")})
    assert pentti().portrait_id != first
    assert not Picture.objects.filter(pk=first).exists()

    of_the_site = Picture.objects.create(title="Yhteinen", file=photograph(name="yhteinen.jpg"))
    user = pentti()
    user.portrait = of_the_site
    user.save()
    signed_in.post("/fi/omat/profiili/", {**FORM, "remove_picture": "on"})
    assert pentti().portrait is None
    assert Picture.objects.filter(pk=of_the_site.pk).exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("kuva.jpg", b"<script>alert(1)</script>"),
        ("kuva.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
        ("kuva.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 50),
        ("kuva.php", b"GIF89a"),
    ],
)
def test_what_is_no_picture_is_refused(name, content, signed_in, pentti):
    answer = signed_in.post("/fi/omat/profiili/", {**FORM, "picture": SimpleUploadedFile(name, content)})

    assert answer.status_code == 422
    assert 'id="id_picture_error"' in answer.content.decode()
    assert pentti().portrait is None


# Where one is signed in ----------------------------------------------------------------------------------------------


PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36"


@pytest.fixture
def two_places(client, member, sign_in, site_root):
    from django.test import Client

    phone = Client(HTTP_USER_AGENT=PHONE)
    sign_in(phone)
    sign_in(client)
    return client, phone


def test_places_are_listed_by_device(two_places):
    here, _phone = two_places

    page = here.get("/fi/accounts/sessions/").content.decode()

    assert "Chrome, Android" in page
    assert page.count("tämä laite") == 1


def test_one_place_is_signed_out_and_this_one_stays(two_places, member):
    here, phone = two_places
    other = member.usersession_set.get(user_agent=PHONE)

    here.post(f"/fi/accounts/sessions/{other.pk}/end/")

    assert phone.get("/fi/omat/").status_code == 302
    assert here.get("/fi/omat/").status_code == 200


def test_all_others_are_signed_out_at_once(two_places):
    here, phone = two_places

    here.post("/fi/accounts/sessions/end/")

    assert phone.get("/fi/omat/").status_code == 302
    assert here.get("/fi/omat/").status_code == 200


def test_nobody_signs_another_out(two_places, member, make_user, sign_in):
    from django.test import Client

    here, _phone = two_places
    make_user("Toinen Jäsen")
    stranger = Client()
    sign_in(stranger, "toinen@example.org")

    for session in member.usersession_set.all():
        assert stranger.post(f"/fi/accounts/sessions/{session.pk}/end/").status_code == 404
    assert here.get("/fi/omat/").status_code == 200


def test_front_door_asks_the_database_no_more_for_more_teams(signed_in, pentti):
    from himmeli.teams.models import Membership, Team

    def add():
        for _number in range(3):
            team = Team.objects.create(name="R", slug=f"r{Team.objects.count()}")
            Membership.objects.create(team=team, user=pentti(), state="in")

    add()
    assert_queries_do_not_grow(look=lambda: signed_in.get("/fi/omat/"), add=add)
