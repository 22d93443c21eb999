import pytest
from django.test import override_settings
from django.urls import reverse
from wagtail.models import Page

from himmeli.kits.models import KitItem
from himmeli.kits.services import load_kit
from himmeli.media.models import Picture
from himmeli.navigation.models import Menu
from himmeli.pages.models import HomePage
from himmeli.plugins.activation import active_plugins

KIT = "kylan-vaki"


@pytest.fixture(scope="module")
def media(tmp_path_factory):
    return tmp_path_factory.mktemp("media")


@pytest.fixture(scope="module")
def loaded(module_db, media):
    with override_settings(MEDIA_ROOT=media):
        return load_kit(KIT)


@pytest.fixture
def kit(loaded, db, settings, media):
    settings.MEDIA_ROOT = media
    return loaded


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


def test_the_swedish_front_door_is_open(kit, client):
    home = kit.find("page:home", "sv")
    menu = Menu.objects.get(place="main", locale=home.locale)

    words = client.get(home.url).content.decode()

    assert "En by där ugnen är varm varje lördag." in words
    assert f'href="{kit.find("page:contact", "sv").url}"' in words
    assert [item.value["page"].title for item in menu.items] == ["Medlemskap", "Kontakt"]
    assert home.get_translation(kit.find("page:home", "fi").locale).pk == kit.find("page:home", "fi").pk


def test_first_version_of_a_page_can_be_brought_back(kit, client, administrator):
    client.force_login(administrator)
    home = HomePage.objects.get(locale__language_code="fi")
    first = home.latest_revision
    home.title = "Toinen"
    home.save_revision(log_action=True).publish()

    history = client.get(reverse("wagtailadmin_pages:history", args=[home.pk])).content.decode()

    assert reverse("wagtailadmin_pages:revisions_revert", args=[home.pk, first.pk]) in history
