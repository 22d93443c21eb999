import re

import pytest
from django.urls import reverse

from himmeli.stamps.services import stamp
from himmeli.themes.current import live_look, make_look
from himmeli.themes.exceptions import ThemeError
from himmeli.themes.models import Appearance, ThemeFault
from himmeli.themes.services import publish_draft, publish_look, start_draft, try_look, undo_publish
from himmeli.themes.stylesheet import digest
from himmeli.themes.theme import load_theme

pytestmark = pytest.mark.django_db

FRAMED = {"Sec-Fetch-Dest": "iframe"}


@pytest.fixture
def desk(client, coordinator):
    """The Appearance page's client: `desk.send(brand="#...")` fills the form in."""
    client.force_login(coordinator)
    client.get(reverse("appearance"))

    def send(action="try", fetch=True, **values):
        data = {"theme": "himmeli", "scheme": "auto", **values, "action": action}
        headers = {"X-Requested-With": "fetch"} if fetch else {}
        return client.post(reverse("appearance"), data, headers=headers)

    client.send = send
    return client


def draft_of(user):
    return Appearance.objects.draft_of(user.pk)


def shown_stylesheet(client, **headers):
    html = client.get("/fi/kirja-jota-ei-ole/", headers=headers).content.decode()
    return re.search(r"/theme/([0-9a-f]+)\.css", html)[1]


def test_who_may_not_change_the_appearance_is_refused(client, member, site_root):
    addresses = [reverse("appearance"), reverse("theme_screenshot", args=["himmeli"]), reverse("appearance_fonts")]
    posts = [reverse("appearance"), reverse("appearance_undo"), reverse("appearance_look_around")]
    anonymous = [client.get(address).status_code for address in addresses]
    client.force_login(member)

    assert anonymous == [302, 302, 302]
    assert all(client.get(address).status_code in (302, 403) for address in addresses)
    assert all(client.post(address, {"theme": "kaamos"}).status_code in (302, 403) for address in posts)
    assert not Appearance.objects.exists()


def test_a_coordinator_sees_themes_variations_and_the_site(desk):
    html = desk.get(reverse("appearance")).content.decode()

    assert re.findall(r'name="theme" value="(\w+)"', html)[:3] == ["himmeli", "kaamos", "torppa"]
    assert re.findall(r'name="variation" value="(\w*)"', html) == ["", "rukiinen", "jarvi", "puolukka"]
    assert "Colour of buttons and links" in html or "painikkeiden" in html.lower()
    assert "<iframe" in html


def test_a_colour_is_tried_out_by_her_alone(desk, coordinator, client_of_visitor, make_user):
    before = digest(live_look())

    response = desk.send(color_brand="#0033aa")

    assert response.status_code == 200
    assert draft_of(coordinator).colors == {"brand": "#0033aa"}
    draft_digest = digest(make_look(draft_of(coordinator)))
    assert draft_digest != before
    assert shown_stylesheet(desk, **FRAMED) == draft_digest
    assert shown_stylesheet(desk, **{"Sec-Fetch-Dest": "document"}) == before
    assert shown_stylesheet(client_of_visitor) == before
    assert shown_stylesheet(client_of_visitor, **FRAMED) == before


@pytest.fixture
def client_of_visitor():
    from django.test import Client

    return Client()


def test_another_coordinators_draft_is_her_own(desk, coordinator, administrator):
    desk.send(color_brand="#0033aa")
    try_look(owner=administrator, values={"theme": "kaamos"})

    assert draft_of(coordinator).theme == "himmeli"
    assert draft_of(administrator).colors == {}


def test_a_page_in_a_draft_says_so_and_is_never_kept(desk, client_of_visitor):
    desk.send(color_brand="#0033aa")

    response = desk.get("/fi/kirja-jota-ei-ole/", headers=FRAMED)

    assert response["Cache-Control"] == "private, no-store"
    assert b"himmeli-preview-bar" in response.content
    assert b"himmeli-preview-bar" not in client_of_visitor.get("/fi/kirja-jota-ei-ole/").content
    assert response.get("X-Frame-Options") == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]


def test_looking_around_shows_the_whole_site_in_the_draft_until_it_is_stopped(desk, coordinator):
    desk.send(color_brand="#0033aa")
    drafted, live = digest(make_look(draft_of(coordinator))), digest(live_look())
    tab = {"Sec-Fetch-Dest": "document"}

    desk.post(reverse("appearance_look_around"))
    assert shown_stylesheet(desk, **tab) == drafted

    desk.get(reverse("appearance_stop"))
    assert shown_stylesheet(desk, **tab) == live


def test_a_colour_that_cannot_be_read_is_refused_with_the_nearest_that_can(desk, coordinator):
    desk.send(color_accent="#ddaa33")

    response = desk.send(color_brand="#ffd400", color_accent="#ddaa33")

    html = response.content.decode()
    assert 'value="brand:#826b00"' in html
    assert "kontrasti on 1,2, ja tarvitaan 4,5" in html
    assert draft_of(coordinator).colors == {"accent": "#ddaa33"}


def test_the_offered_colour_is_taken_by_a_button_without_javascript(desk, coordinator):
    response = desk.send(fetch=False, color_brand="#ffd400", use="brand:#826b00")

    assert response.status_code == 302
    assert draft_of(coordinator).colors == {"brand": "#826b00"}


def test_a_colour_goes_back_to_the_themes_by_a_button(desk, coordinator):
    desk.send(color_brand="#0033aa")

    desk.send(fetch=False, color_brand="#0033aa", reset="brand")

    assert draft_of(coordinator).colors == {}


@pytest.mark.parametrize("typed", ["red", "#12", "#fff;}", "url(x)", "</style>"])
def test_what_is_no_colour_is_refused_and_kept_in_the_field(desk, coordinator, typed):
    response = desk.send(color_brand=typed)

    assert response.context["form"].errors["color_brand"]
    assert response.context["form"]["color_brand"].value() == typed
    assert draft_of(coordinator).colors == {}


@pytest.mark.parametrize(
    "values",
    [{"theme": "nowhere"}, {"theme": "../himmeli"}, {"scheme": "sepia"}, {"heading_font": 'x";}'}, {"logo": "9999"}],
)
def test_what_is_not_on_offer_cannot_be_chosen(desk, values):
    desk.send(action="publish", **values)

    assert not Appearance.objects.filter(kind="live").exists()


def test_a_variation_of_another_theme_is_left_out(desk, coordinator):
    desk.send(theme="kaamos", variation="jarvi")

    assert (draft_of(coordinator).theme, draft_of(coordinator).variation) == ("kaamos", "")


def test_publishing_shows_it_to_visitors_and_ends_the_trial(desk, coordinator, client_of_visitor):
    desk.send(color_brand="#0033aa", variation="jarvi")
    stamps = stamp("theme"), stamp("content")

    desk.send(action="publish", fetch=False, color_brand="#0033aa", variation="jarvi")

    live = Appearance.objects.live()
    assert (live.variation, live.colors, live.published_by) == ("jarvi", {"brand": "#0033aa"}, coordinator)
    assert draft_of(coordinator) is None
    assert shown_stylesheet(client_of_visitor) == digest(make_look(live))
    assert stamp("theme") > stamps[0]
    assert stamp("content") > stamps[1]


def test_what_is_wrong_is_not_published(desk, coordinator):
    desk.send(action="publish", color_brand="#ffd400")

    assert Appearance.objects.live() is None


def test_discarding_forgets_the_draft(desk, coordinator):
    desk.send(color_brand="#0033aa")

    desk.send(action="discard", fetch=False)

    assert draft_of(coordinator) is None


def test_the_last_publishing_can_be_undone_and_redone(coordinator):
    for variation in ("jarvi", "rukiinen"):
        try_look(owner=coordinator, values={"variation": variation})
        publish_draft(owner=coordinator)

    undo_publish(publisher=coordinator)
    undone = Appearance.objects.live().variation
    undo_publish(publisher=coordinator)

    assert (undone, Appearance.objects.live().variation) == ("jarvi", "rukiinen")
    assert Appearance.objects.filter(kind="live").count() == 1


def test_any_look_of_the_past_can_be_shown_again(desk, coordinator):
    for variation in ("jarvi", "rukiinen", "puolukka"):
        publish_look(values={"variation": variation}, publisher=coordinator)
    past = Appearance.objects.for_history().get(variation="jarvi")

    desk.post(reverse("appearance_show_again", args=[past.pk]))

    assert Appearance.objects.live().variation == "jarvi"
    assert [row.variation for row in Appearance.objects.for_history()][:2] == ["puolukka", "rukiinen"]


def test_undoing_with_no_past_changes_nothing(coordinator):
    assert undo_publish(publisher=coordinator) is None
    assert not Appearance.objects.exists()


def test_a_draft_begins_as_what_visitors_see(coordinator):
    publish_look(values={"theme": "torppa", "colors": {"accent": "#cc3366"}}, publisher=None)

    draft = start_draft(owner=coordinator)

    assert draft.look_values == Appearance.objects.live().look_values


def test_a_live_theme_deleted_from_disk_gives_way_and_is_named(desk, write_theme, client_of_visitor):
    import shutil

    folder = write_theme("own")
    publish_look(values={"theme": "own"}, publisher=None)
    shutil.rmtree(folder)
    from himmeli.stamps.services import bump

    bump("theme")

    assert live_look().theme.name == "himmeli"
    assert client_of_visitor.get("/fi/kirja-jota-ei-ole/").status_code == 404
    html = desk.get(reverse("appearance")).content.decode()
    assert "own" in html
    assert live_look().missing_theme == "own"
    assert live_look().reason in html.replace("&quot;", '"')


def test_broken_themes_and_templates_are_named_with_their_reasons(desk, write_theme):
    write_theme("broken", "version = ")
    folder = write_theme("faulty", 'parent = "himmeli"', files={"templates/404.html": "{% if %}"})
    changed = (folder / "templates/404.html").stat().st_mtime_ns
    ThemeFault.objects.create(theme="faulty", template="404.html", reason="wrong if", changed_at=changed)
    ThemeFault.objects.create(theme="faulty", template="403.html", reason="mended since", changed_at=1)

    html = desk.get(reverse("appearance")).content.decode()

    assert "theme.toml does not parse" in html
    assert "wrong if" in html
    assert "mended since" not in html


def test_a_theme_without_a_picture_gets_a_drawing_in_its_colours(desk, write_theme):
    write_theme("own")

    response = desk.get(reverse("theme_screenshot", args=["own"]))

    assert response["Content-Type"] == "image/svg+xml"
    assert b"#004466" in response.content
    assert desk.get(reverse("theme_screenshot", args=["nowhere"]), follow=True).status_code == 404


def test_a_themes_picture_is_served(desk, write_theme):
    folder = write_theme("own")
    (folder / "screenshot.png").write_bytes(b"\x89PNG")

    response = desk.get(reverse("theme_screenshot", args=["own"]))

    assert (response["Content-Type"], b"".join(response.streaming_content)) == ("image/png", b"\x89PNG")


def test_a_stored_theme_name_cannot_leave_the_folder():
    with pytest.raises(ThemeError):
        load_theme("../../etc")
