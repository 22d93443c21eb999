import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Page

from himmeli.firstrun.code import issue_code
from himmeli.firstrun.models import SetUp
from himmeli.firstrun.need import is_needed
from himmeli.firstrun.services import set_up_site
from himmeli.firstrun.steps import choices_of
from himmeli.identity.models import SiteIdentity
from himmeli.pages.models import FormPage, HomePage
from himmeli.plugins.activation import is_active
from himmeli.stamps.services import read_stamps, reading
from himmeli.themes.models import Appearance

from .conftest import PASSWORD

User = get_user_model()


@pytest.mark.parametrize("address", ["/", "/fi/", "/en/jotain/", "/admin/", "/fi/accounts/login/", "/sitemap.xml"])
def test_every_address_leads_to_the_set_up(fresh, client, address):
    answer = client.get(address)

    assert answer.status_code == 302
    assert answer["Location"].endswith("/setup/")
    assert answer["Cache-Control"] == "no-store"


def test_nothing_is_taken_in_and_no_robot_is_let_in(fresh, client):
    assert client.post("/fi/accounts/login/", {"login": "x"}).status_code == 503
    assert client.get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"


def test_language_is_the_browsers_and_can_be_changed(fresh, client):
    swedish = client.get("/setup/", headers={"accept-language": "sv,en;q=0.5"}, follow=True)

    assert swedish.redirect_chain == [("/sv/setup/", 302)]
    assert 'href="/en/setup/"' in swedish.content.decode()


def test_pages_of_the_set_up_are_private_and_kept_nowhere(fresh, client):
    answer = client.get("/fi/setup/")

    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "unsafe" not in answer["Content-Security-Policy"]


@pytest.mark.parametrize("page", ["site", "administrator", "kit", "plugins", "theme", "check", "progress"])
def test_who_has_not_given_the_code_is_asked_for_it(fresh, client, page):
    issue_code()

    for answer in (client.get(f"/fi/setup/{page}/"), client.post(f"/fi/setup/{page}/", {"name": "Mine"})):
        assert answer.status_code in {302, 405}
        assert answer.get("Location", "/fi/setup/") == "/fi/setup/"
    assert SetUp.objects.get().answers == {}


def test_steps_are_taken_in_order(begin):
    browser = begin()

    assert browser.get("/fi/setup/kit/")["Location"] == "/fi/setup/site/"
    assert browser.get("/fi/setup/check/")["Location"] == "/fi/setup/site/"
    assert browser.get("/fi/setup/nothing/").status_code == 404


def test_errors_stand_beside_their_fields_and_what_was_typed_is_kept(begin):
    browser = begin()
    browser.post("/fi/setup/site/", {"name": "Satokori", "language": "fi"})
    typed = {"person": "Liisa Niemi", "email": "liisa@", "password": "liisa", "password_again": "eri"}

    page = browser.post("/fi/setup/administrator/", typed).content.decode()

    assert 'value="Liisa Niemi"' in page
    assert 'value="liisa@"' in page
    for field in ("email", "password", "password_again"):
        assert f'id="id_{field}_error"' in page
    assert "liisa</" not in page
    assert 'value="eri"' not in page
    assert "email" not in SetUp.objects.get().answers


def test_password_is_kept_as_its_hash_and_need_not_be_typed_again(answer_all):
    browser = answer_all()
    answers = SetUp.objects.get().answers

    assert PASSWORD not in str(answers)
    assert check_password(PASSWORD, answers["password_hash"])
    browser.post("/fi/setup/administrator/", {"person": "Liisa N", "email": "l@satokori.fi", "password": ""})
    assert SetUp.objects.get().answers == {**answers, "person": "Liisa N", "email": "l@satokori.fi"}


def test_another_kit_proposes_its_own_plugins_and_theme(answer_all):
    browser = answer_all(kit="kylan-vaki", plugins=["blog"], theme="kaamos")

    after = browser.post("/fi/setup/kit/", {"kit": "juurakko"})

    assert after["Location"] == "/fi/setup/plugins/"
    assert not {"plugins", "theme"} & set(SetUp.objects.get().answers)
    browser.post("/fi/setup/plugins/", {})
    theme = browser.get("/fi/setup/theme/").content.decode()
    assert 'value="torppa" checked' in theme


@pytest.mark.parametrize("kind_and_name", ["kit/juurakko", "kit/kylan-vaki", "theme/himmeli", "theme/torppa"])
def test_kits_and_themes_show_their_pictures(fresh, client, kind_and_name):
    assert client.get(f"/fi/setup/picture/{kind_and_name}/")["Content-Type"].startswith("image/")


@pytest.mark.parametrize("kind_and_name", ["kit/..", "kit/nothing", "theme/nothing", "file/settings.py"])
def test_nothing_else_is_shown_as_a_picture(fresh, client, kind_and_name):
    assert client.get(f"/fi/setup/picture/{kind_and_name}/").status_code == 404


def test_site_is_made_of_what_was_chosen(answer_all):
    answer_all(kit="juurakko", plugins=["blog"], theme="kaamos", email="Liisa@Satokori.fi")

    person = set_up_site(choices_of(SetUp.objects.get().answers))

    assert (person.email, person.display_name, person.language) == ("liisa@satokori.fi", "Liisa Niemi", "fi")
    assert person.is_superuser
    assert person.check_password(PASSWORD)
    assert list(person.groups.all()) == [Group.objects.get(name="Coordinator")]
    assert set(SiteIdentity.objects.values_list("name", "email", "phone")) == {("Satokori", "", "")}
    assert is_active("blog")
    assert Appearance.objects.live().theme == "kaamos"
    assert set(FormPage.objects.values_list("to_address", flat=True)) == {"liisa@satokori.fi"}
    assert not Page.objects.filter(depth__gt=1).exclude(seo_title="").exists()
    row = SetUp.objects.get()
    assert (row.state, row.answers, row.code_hash) == ("done", {}, "")


def test_kit_is_loaded_without_a_plugin_that_was_not_wanted(answer_all, client):
    answer_all(kit="kylan-vaki", plugins=[])

    set_up_site(choices_of(SetUp.objects.get().answers))

    assert not is_active("blog")
    assert client.get("/fi/").status_code == 200


def test_site_is_begun_in_the_language_chosen(answer_all, client):
    answer_all(kit="juurakko", language="en")

    set_up_site(choices_of(SetUp.objects.get().answers))

    assert client.get("/", headers={"accept-language": "de"})["Location"] == "/en/"
    home = client.get("/en/").content.decode()
    assert "Food from people you know." in home
    assert "Satokori" in home


def test_an_empty_site_in_swedish_is_served_in_swedish(answer_all, client):
    answer_all(kit="-", language="sv")

    set_up_site(choices_of(SetUp.objects.get().answers))

    assert client.get("/", headers={"accept-language": "de"})["Location"] == "/sv/"
    assert client.get("/sv/").status_code == 200
    assert HomePage.objects.get().locale.language_code == "sv"


def test_nothing_of_the_set_up_is_there_afterwards(answer_all, client):
    browser = answer_all()
    set_up_site(choices_of(SetUp.objects.get().answers))

    for page in ("", "site/", "kit/", "check/", "picture/kit/juurakko/"):
        assert browser.get(f"/fi/setup/{page}").status_code == 404
        assert Client().post(f"/fi/setup/{page}", {"code": "2222-2222-2222"}).status_code == 404
    assert client.get("/setup/").status_code == 404
    assert browser.get("/fi/setup/ready/").status_code == 200
    assert Client().get("/fi/setup/ready/").status_code == 404


def test_a_site_that_had_an_administrator_is_never_set_up_again(answer_all, client):
    answer_all()
    set_up_site(choices_of(SetUp.objects.get().answers)).delete()

    assert client.get("/fi/").status_code == 200
    assert client.get("/setup/").status_code == 404


def test_pages_that_are_there_stay_and_only_the_administrator_is_asked_for(begin, site_root, client):
    site_root.add_child(instance=HomePage(title="Vanha sivu", slug="vanha", locale=site_root.locale))
    browser = begin()

    assert browser.get("/fi/setup/kit/").status_code == 404
    browser.post("/fi/setup/site/", {"name": "Satokori", "language": "fi"})
    given = {"person": "L", "email": "l@satokori.fi", "password": PASSWORD, "password_again": PASSWORD}
    assert browser.post("/fi/setup/administrator/", given)["Location"] == "/fi/setup/check/"
    before = Page.objects.count()
    set_up_site(choices_of(SetUp.objects.get().answers))
    assert Page.objects.count() == before
    assert User.objects.get().is_superuser


def test_set_up_costs_visitors_no_query_once_it_is_done(fresh, administrator, django_assert_num_queries):
    assert not is_needed()

    with reading():
        # All stamps together, as every request reads them.
        read_stamps()
        with django_assert_num_queries(0):
            assert not is_needed()
