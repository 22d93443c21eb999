import pytest
from django.conf import settings
from wagtail.models import Locale

from himmeli.pages.models import ContentPage, HomePage, Pattern
from himmeli.pages.services import load_patterns, stored_stream, with_fresh_ids


@pytest.fixture
def patterns(site_root):
    return load_patterns(settings.HIMMELI_PATTERN_DIR)


def ids_in(value):
    if isinstance(value, dict):
        own = [value["id"]] if "type" in value and "value" in value and value.get("id") else []
        return own + [found for part in value.values() for found in ids_in(part)]
    if isinstance(value, list):
        return [found for part in value for found in ids_in(part)]
    return []


def test_patterns_are_loaded_once_in_each_language(patterns):
    assert Pattern.objects.filter(locale__language_code="fi").count() == 5
    assert Pattern.objects.filter(locale__language_code="en").count() == 5
    pattern = Pattern.objects.get(name="Keitä olemme")
    assert pattern.get_translation(Locale.objects.get(language_code="en")).name == "About us"

    load_patterns(settings.HIMMELI_PATTERN_DIR)

    assert Pattern.objects.count() == 10


def test_every_pattern_is_made_of_blocks_that_can_be_published(patterns):
    for pattern in patterns:
        assert "parked" not in {child.block_type for child in pattern.body}
        pattern.body.stream_block.clean(pattern.body)


def test_every_pattern_is_shown(client, administrator, patterns):
    client.force_login(administrator)

    for pattern in patterns:
        html = client.get(f"/admin/patterns/preview/{pattern.pk}/").content.decode()
        assert html.count("<section") >= len(pattern.body)


def test_a_new_page_begins_with_a_choice(client, coordinator, site_root, patterns):
    client.force_login(coordinator)

    answer = client.get(f"/admin/pages/add/pages/contentpage/{site_root.pk}/")

    assert answer.status_code == 302
    html = client.get(answer.url).content.decode()
    assert "Keitä olemme" in html
    assert "About us" not in html


def test_a_page_started_from_a_pattern_is_a_draft_with_its_blocks_and_new_ids(client, coordinator, site_root, patterns):
    client.force_login(coordinator)
    pattern = Pattern.objects.get(name="Keitä olemme")
    address = f"/admin/patterns/start/contentpage/{site_root.pk}/"

    answer = client.post(address, {"title": "Ääniä kylältä", "pattern": pattern.pk})

    page = ContentPage.objects.get(title="Ääniä kylältä")
    assert answer.url == f"/admin/pages/{page.pk}/edit/"
    assert not page.live
    assert page.slug == "aania-kylalta"
    assert page.owner == coordinator
    started, original = stored_stream(page.body), stored_stream(pattern.body)
    assert with_fresh_ids(started) == with_fresh_ids(original)
    assert not set(ids_in(started)) & set(ids_in(original))
    assert len(set(ids_in(started))) == len(ids_in(started))
    assert client.get(answer.url).status_code == 200


def test_a_page_can_start_empty(client, coordinator, site_root, patterns):
    client.force_login(coordinator)

    client.post(f"/admin/patterns/start/contentpage/{site_root.pk}/", {"title": "Tyhjä", "pattern": ""})

    assert len(ContentPage.objects.get(title="Tyhjä").body) == 0


def test_a_page_without_a_name_is_asked_for_one_and_the_choice_stays(client, coordinator, site_root, patterns):
    client.force_login(coordinator)
    pattern = Pattern.objects.get(name="Keitä olemme")

    html = client.post(
        f"/admin/patterns/start/contentpage/{site_root.pk}/", {"title": "", "pattern": pattern.pk}
    ).content.decode()

    assert f'value="{pattern.pk}" checked' in html
    assert not ContentPage.objects.exists()


@pytest.mark.parametrize("what", ["start/contentpage", "insert", "save"])
def test_who_may_not_write_may_not_use_patterns(client, member, site_root, patterns, what):
    client.force_login(member)

    assert client.get(f"/admin/patterns/{what}/{site_root.pk}/").status_code in (302, 403)
    answer = client.post(f"/admin/patterns/{what}/{site_root.pk}/", {"title": "x", "pattern": patterns[0].pk})
    assert answer.status_code in (302, 403)
    assert not ContentPage.objects.exists()
    assert len(HomePage.objects.get().body) == 0


def test_an_inserted_pattern_stands_at_the_end_of_the_draft_and_visitors_see_nothing_of_it(
    client, coordinator, page, patterns
):
    page.body = [("heading", {"text": "Oma otsikko"})]
    page.save_revision().publish()
    client.force_login(coordinator)
    pattern = Pattern.objects.get(name="Keitä olemme")

    client.post(f"/admin/patterns/insert/{page.pk}/", {"pattern": pattern.pk})

    page = ContentPage.objects.get(pk=page.pk)
    draft = page.get_latest_revision_as_object()
    assert [child.block_type for child in page.body] == ["heading"]
    assert [child.block_type for child in draft.body] == ["heading", *[child.block_type for child in pattern.body]]
    assert not set(ids_in(stored_stream(draft.body))) & set(ids_in(stored_stream(pattern.body)))
    assert page.has_unpublished_changes


def test_chosen_sections_become_a_pattern_of_ones_own(client, coordinator, page):
    page.body = [("heading", {"text": "Eka"}), ("rich_text", {"text": "<p>Toka</p>"}), ("heading", {"text": "Kolmas"})]
    page.save_revision().publish()
    page = ContentPage.objects.get(pk=page.pk)
    wanted = [page.body[2].id, page.body[0].id]
    client.force_login(coordinator)
    assert client.get(f"/admin/patterns/save/{page.pk}/").status_code == 200

    client.post(f"/admin/patterns/save/{page.pk}/", {"name": "Otsikot", "description": "", "sections": wanted})

    pattern = Pattern.objects.get()
    assert [child.value["text"] for child in pattern.body] == ["Eka", "Kolmas"]
    assert pattern.locale == page.locale
    assert not pattern.is_shipped
    assert not set(wanted) & set(ids_in(stored_stream(pattern.body)))


def test_sections_to_choose_are_told_by_their_first_words_and_buttons_by_theirs(client, coordinator, page):
    buttons = [{"label": "Liity jäseneksi", "url": "https://example.org/"}]
    page.body = [("rich_text", {"text": "<p>Toka</p>"}), ("buttons", {"buttons": buttons})]
    page.save_revision().publish()
    client.force_login(coordinator)

    html = client.get(f"/admin/patterns/save/{page.pk}/").content.decode()

    assert "Teksti: Toka" in html
    assert "Painikkeet: Liity jäseneksi" in html


def test_a_pattern_without_a_name_or_sections_is_refused_and_what_was_typed_stays(client, coordinator, page):
    page.body = [("heading", {"text": "Eka"})]
    page.save_revision().publish()
    client.force_login(coordinator)

    html = client.post(f"/admin/patterns/save/{page.pk}/", {"name": "", "description": "Hyvä kutsuun"}).content.decode()

    assert 'value="Hyvä kutsuun"' in html
    assert not Pattern.objects.exists()


def test_a_form_page_and_a_page_with_blocks_offer_patterns_in_the_editor(client, coordinator, page, patterns):
    client.force_login(coordinator)

    html = client.get(f"/admin/pages/{page.pk}/edit/").content.decode()

    assert f"/admin/patterns/insert/{page.pk}/" in html
    assert f"/admin/patterns/save/{page.pk}/" in html


def test_a_pattern_not_written_in_a_language_is_offered_in_the_one_it_has(site_root, patterns):
    swedish = Locale.objects.get(language_code="sv")

    assert len(Pattern.objects.for_language_of(swedish)) == 5


def test_fresh_ids_leave_all_else_as_it_was():
    item = {"type": "cards", "id": "a", "value": {"cards": [{"type": "item", "id": "b", "value": {"id": "kept"}}]}}

    assert with_fresh_ids([item]) == [
        {"type": "cards", "value": {"cards": [{"type": "item", "value": {"id": "kept"}}]}}
    ]
