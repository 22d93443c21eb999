"""The way from a page to its translation, and the question before one goes out half done."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.operations import translate_object

from himmeli.office.translating import outdated_translations, with_languages
from himmeli.pages.models import ContentPage
from himmeli.testing import assert_queries_do_not_grow


@pytest.fixture
def english(site_root):
    return Locale.objects.get(language_code="en")


@pytest.fixture
def story(site_root, coordinator, english):
    """A page whose English translation is begun: nothing of it is written yet."""
    translate_object(site_root, [english], user=coordinator)
    page = site_root.add_child(
        instance=ContentPage(title="Tarina", slug="tarina", intro="Näin se alkoi.", locale=site_root.locale)
    )
    page.save_revision(user=coordinator).publish()
    translate_object(page, [english], user=coordinator)
    return page


@pytest.fixture
def translated(story, english):
    return story.get_translation(english)


@pytest.fixture
def signed_in(client, coordinator):
    client.force_login(coordinator)
    return client


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def write_all(page, *, but=()):
    translation = Translation.objects.get(source__object_id=page.translation_key)
    for segment in translation.source.stringsegment_set.exclude(context__path__in=but):
        StringTranslation.objects.create(
            translation_of=segment.string,
            context=segment.context,
            locale=translation.target_locale,
            data="story" if segment.context.path == "slug" else f"EN {segment.string.data}",
        )


def test_a_half_done_translation_is_asked_about_before_anybody_sees_it(signed_in, story, translated):
    write_all(story, but=["intro"])

    page = signed_in.post(edit_url(translated), {"action": "publish"}).content.decode()

    assert "1 teksti on kääntämättä" in page
    assert "Näin se alkoi." in page
    assert "Jatka kääntämistä" in page
    assert Page.objects.get(pk=translated.pk).live is False


def test_she_may_publish_it_all_the_same(signed_in, story, translated, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        signed_in.post(edit_url(translated), {"action": "publish", "anyway": "1"})

    assert Page.objects.get(pk=translated.pk).live is True


def test_a_finished_translation_is_published_unasked(signed_in, story, translated, django_capture_on_commit_callbacks):
    write_all(story)

    with django_capture_on_commit_callbacks(execute=True):
        signed_in.post(edit_url(translated), {"action": "publish"})

    page = ContentPage.objects.get(pk=translated.pk)
    assert (page.live, page.intro) == (True, "EN Näin se alkoi.")


def test_a_list_of_ticked_pages_lets_nothing_half_done_out(signed_in, story, translated):
    other = story.get_parent().add_child(instance=ContentPage(title="Muu", live=False, locale=story.locale))
    other.save_revision()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    answer = signed_in.post(f"{address}?id={translated.pk}&id={other.pk}&next=/admin/", {}, follow=True)

    assert "Mitään ei julkaistu." in answer.content.decode()
    assert not Page.objects.filter(pk__in=[translated.pk, other.pk], live=True).exists()


def test_the_editor_speaks_finnish_and_keeps_files_for_administrators(client, signed_in, administrator, translated):
    page = signed_in.get(edit_url(translated)).content.decode()
    assert 'data-translation-heading="Käännös: suomi → englanti"' in page
    assert "office-translating--without-files" in page

    client.force_login(administrator)
    assert "office-translating--without-files" not in client.get(edit_url(translated)).content.decode()


def test_the_status_of_a_page_offers_the_languages_it_is_not_in(signed_in, story):
    page = signed_in.get(edit_url(story)).content.decode()

    assert "Käännä: ruotsi" in page
    assert "Käännä: englanti" not in page
    assert f"/admin/localize/submit/page/{story.pk}/?select_locale=sv" in page


def test_a_member_of_staff_who_may_not_translate_is_offered_nothing(client, make_user, story):
    client.force_login(make_user("Wilma Writer", groups=["Writer"]))

    assert "Käännä:" not in client.get(edit_url(story)).content.decode()
    assert client.get(reverse("office_translate")).status_code == 302


def test_her_desk_leads_to_what_there_is_to_translate(signed_in, story, translated):
    assert reverse("office_translate") in signed_in.get("/admin/").content.decode()

    page = signed_in.get(reverse("office_translate")).content.decode()

    assert "englanti, tekstejä puuttuu" in page
    assert f'href="{edit_url(translated)}"' in page
    assert "Käännä: ruotsi" in page


def test_each_language_of_a_page_is_in_the_state_it_is(story, translated, english):
    def states():
        return [made.state for made in with_languages([story], story.locale)[0][1]]

    assert states() == ["unfinished", "missing"]
    write_all(story)
    assert states() == ["draft", "missing"]
    Page.objects.filter(pk=translated.pk).update(live=True)
    assert states() == ["done", "missing"]


def test_more_pages_cost_no_more_queries(story, site_root):
    def add():
        site_root.add_child(instance=ContentPage(title="Sivu", locale=site_root.locale))

    assert_queries_do_not_grow(
        look=lambda: with_languages(Page.objects.filter(locale=site_root.locale, depth__gt=1), site_root.locale),
        add=add,
    )


@pytest.fixture
def by_hand(site_root, english):
    """A page of a kit and its translation, both written by somebody: nothing follows text by text."""
    page = site_root.add_child(instance=ContentPage(title="Hinnat", slug="hinnat", locale=site_root.locale))
    page.save_revision().publish()
    home = site_root.copy_for_translation(english)
    home.save_revision().publish()
    other = page.copy_for_translation(english)
    other.title = "Prices"
    other.save_revision().publish()
    return page, other


def published_at(page, moment):
    Page.objects.filter(pk=page.pk).update(last_published_at=moment)


def test_a_translation_whose_original_changed_waits_on_the_desk_until_it_is_published_again(signed_in, by_hand):
    page, other = by_hand
    english_state = [made.state for made in with_languages([page], page.locale)[0][1]][0]
    published_at(page, timezone.now() + timedelta(days=1))

    desk = signed_in.get("/admin/desk/outdated/").content.decode()
    states = [made.state for made in with_languages([page], page.locale)[0][1]]

    assert english_state == "done"
    assert "Prices" in desk and edit_url(other) in desk
    assert states == ["outdated", "missing"]

    published_at(other, timezone.now() + timedelta(days=2))

    assert "Prices" not in signed_in.get("/admin/desk/outdated/").content.decode()


def test_a_page_and_its_translation_published_one_after_the_other_belong_together(by_hand):
    page, other = by_hand
    published_at(page, timezone.now())
    published_at(other, timezone.now() - timedelta(minutes=3))

    assert not outdated_translations().exists()
