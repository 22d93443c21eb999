import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from wagtail.models import Page

from himmeli.kits.services import prepare_site
from himmeli.pages.models import HomePage

KIT = "kylan-vaki"


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
