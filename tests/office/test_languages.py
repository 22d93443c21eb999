from datetime import UTC, date, datetime

import pytest
from django.utils import timezone, translation
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.operations import translate_object

from himmeli.office.dates import clock, date_and_time, short_date, time_since
from himmeli.office.desk import PILES
from himmeli.office.sorting import sort_key
from himmeli.pages.models import ContentPage

THIS_YEAR = timezone.localdate().year


@pytest.mark.parametrize(
    ("header", "address"),
    [
        ("", "/fi/"),
        ("fi-FI,fi;q=0.9,en;q=0.8", "/fi/"),
        ("en-GB,en;q=0.9", "/en/"),
        ("de-DE,en;q=0.5,fi;q=0.3", "/en/"),
        ("sv-SE", "/fi/"),
        ("de", "/fi/"),
    ],
)
def test_address_without_a_language_leads_to_the_browsers_own_if_the_site_has_it(client, site_root, header, address):
    english = site_root.copy_for_translation(Locale.objects.get(language_code="en"))
    english.save_revision().publish()

    answer = client.get("/", headers={"accept-language": header})

    assert (answer.status_code, answer["Location"]) == (302, address)
    assert "Accept-Language" in answer["Vary"]
    assert not answer.cookies


def test_words_are_written_as_each_language_writes_them():
    moment = datetime(THIS_YEAR, 3, 14, 16, 0, tzinfo=UTC)
    with translation.override("fi"):
        assert date_and_time(moment).endswith("14.3. klo 18")
        assert clock(moment.replace(minute=30)) == "18.30"
        assert short_date(date(2019, 3, 14)) == "to 14.3.2019"
    with translation.override("en"):
        assert short_date(date(2019, 3, 14)) == "Thu, 14 Mar 2019"
        assert clock(moment) == "18:00"
    with translation.override("sv"):
        assert short_date(date(2019, 3, 14)) == "tors 14 mars 2019"
    assert short_date(None) == date_and_time(None) == time_since(None) == ""


def test_how_long_ago_is_said_in_words():
    with translation.override("fi"):
        assert time_since(timezone.now() - timezone.timedelta(hours=3)) == "3 tuntia sitten"


def test_finnish_letters_stand_after_z():
    words = ["öljy", "ahven", "åre", "äes", "zorro", "épée", "wieno", "vatu"]

    assert sorted(words, key=lambda word: sort_key(word, "fi")) == [
        "ahven", "épée", "vatu", "wieno", "zorro", "åre", "äes", "öljy",
    ]  # fmt: skip
    assert sorted(["öl", "zebra"], key=lambda word: sort_key(word, "en")) == ["öl", "zebra"]


@pytest.fixture
def story(site_root, coordinator):
    """A page that is being translated into English."""
    english = Locale.objects.get(language_code="en")
    translate_object(site_root, [english], user=coordinator)
    page = site_root.add_child(instance=ContentPage(title="Tarina", intro="Näin se alkoi."))
    page.save_revision(user=coordinator).publish()
    translate_object(page, [english], user=coordinator)
    return page


def _english(segment):
    return "story" if segment.context.path == "slug" else f"EN {segment.string.data}"


def translate_everything(page, user):
    translation_of_page = Translation.objects.get(source__object_id=page.translation_key)
    for segment in translation_of_page.source.stringsegment_set.all():
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=translation_of_page.target_locale,
            defaults={"data": _english(segment), "last_translated_by": user},
        )
    return translation_of_page


def test_a_new_translation_is_a_draft(story):
    assert story.get_translation(Locale.objects.get(language_code="en")).live is False


def test_a_translation_with_missing_texts_waits_until_they_are_done(story, coordinator):
    assert "Tarina" in [paper.title for paper in PILES["translations"].papers(coordinator)]

    translate_everything(story, coordinator)

    assert "Tarina" not in [paper.title for paper in PILES["translations"].papers(coordinator)]


def test_a_published_change_is_there_to_be_translated_and_visitors_keep_the_old_one(
    story, coordinator, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        translate_everything(story, coordinator).save_target(user=coordinator, publish=True)

    story.intro = "Toisin se alkoi."
    story.save_revision(user=coordinator).publish()

    assert "Tarina" in [paper.title for paper in PILES["translations"].papers(coordinator)]
    english = ContentPage.objects.get(translation_key=story.translation_key, locale__language_code="en")
    assert (english.live, english.intro) == (True, "EN Näin se alkoi.")


def test_a_draft_of_the_original_bothers_no_translator(story, coordinator):
    translate_everything(story, coordinator)
    story.intro = "Vasta luonnos."

    story.save_revision(user=coordinator)

    assert "Tarina" not in [paper.title for paper in PILES["translations"].papers(coordinator)]


def test_coordinator_finds_the_button_and_translates_a_page(story, coordinator, client):
    client.force_login(coordinator)
    swedish = Locale.objects.get(language_code="sv")
    address = f"/admin/localize/submit/page/{story.get_parent().pk}/"
    assert client.get(address).status_code == 200

    client.post(address, {"locales": [swedish.pk], "include_subtree": "on"})

    assert story.get_translation(swedish).live is False
