import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from wagtail.models import Page

from himmeli.kits.models import KitItem
from himmeli.kits.services import load_kit, prepare_site
from himmeli.media.models import Picture
from himmeli.navigation.models import Menu
from himmeli.pages.models import HomePage
from himmeli.plugins.activation import active_plugins

KIT = "kylan-vaki"


@pytest.fixture
def kit(db):
    return load_kit(KIT)


def state():
    """What a second loading must not change."""
    pages = [(page.path, page.title, page.url_path, page.live) for page in Page.objects.order_by("path")]
    menus = [(menu.place, menu.locale_id, menu.items.get_prep_value()) for menu in Menu.objects.all()]
    return pages, menus, Picture.objects.count(), KitItem.objects.count(), active_plugins()


def test_every_page_of_the_kit_is_served(kit, client):
    for page in Page.objects.filter(depth__gt=1).live():
        answer = client.get(page.get_url())
        assert answer.status_code == 200, page.get_url()
        assert page.title in answer.content.decode() or page.depth == 2


def test_loading_again_changes_nothing(kit):
    before = state()

    load_kit(KIT)

    assert state() == before


def test_loading_again_leaves_an_editors_words(kit):
    home = HomePage.objects.get(locale__language_code="fi")
    home.title = "Meidän etusivu"
    home.save_revision().publish()

    load_kit(KIT)

    home.refresh_from_db()
    assert home.title == "Meidän etusivu"


def test_pages_in_two_languages_are_translations_of_each_other(kit):
    story = kit.find("page:story", "fi")

    assert story.get_translation(kit.find("page:story", "en").locale) == kit.find("page:story", "en").page_ptr.specific


def test_an_unknown_kit_is_refused_with_the_names_of_those_there_are(db):
    with pytest.raises(CommandError, match="kylan-vaki"):
        call_command("load_kit", "ei-ole")


def test_a_real_site_gets_no_sign_ins_with_a_known_password(db, settings):
    settings.HIMMELI_DEMO = False

    with pytest.raises(CommandError, match="demo"):
        call_command("load_kit", KIT, "--accounts")

    assert get_user_model().objects.count() == 0


def test_a_kit_that_breaks_half_way_leaves_the_site_as_it_was(db, tmp_path, settings):
    folder = tmp_path / "broken"
    (folder / "pages" / "fi").mkdir(parents=True)
    (folder / "kit.toml").write_text('languages = ["fi"]\n[site]\nname = "Rikki"\n')
    (folder / "pages" / "fi" / "home.json").write_text(
        '{"key": "home", "type": "home", "slug": "h", "title": "H", "parent": null,'
        ' "body": [{"type": "image", "value": {"image": "image:missing"}}]}'
    )
    settings.HIMMELI_KIT_DIRS = [tmp_path]
    before = Page.objects.count()

    with pytest.raises(CommandError, match="image:missing"):
        call_command("load_kit", "broken")

    assert Page.objects.count() == before
    assert not HomePage.objects.exists()


def test_preparing_a_site_twice_gives_the_same_front_page(db):
    first = prepare_site(title="Kylä", languages=["fi", "en"])

    assert prepare_site(title="Kylä", languages=["fi", "en"]) == first
    assert HomePage.objects.count() == 1
