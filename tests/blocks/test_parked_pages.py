"""Pages with blocks of a plugin that is off, through all that happens to pages."""

import json

import pytest
from django.db import connection
from django.test import Client
from wagtail import blocks
from wagtail.models import Locale, Page

from himmeli.blocks.models import BlockUse
from himmeli.blocks.parked import ParkedBlock
from himmeli.pages.models import ContentPage
from himmeli.plugins.activation import switch_off, switch_on

WORDS = {
    "type": "dummy_words",
    "value": {"title": "Sauna “lämpiää”", "ratio": 1.0, "words": [{"type": "item", "value": "a", "id": "w"}], "old": 1},
    "id": "11111111-aaaa-4aaa-8aaa-111111111111",
}
HEADING = {"type": "heading", "value": {"text": "Ranta"}, "id": "22222222-aaaa-4aaa-8aaa-222222222222"}
COLUMNS = {
    "type": "columns",
    "value": {
        "layout": "1-1",
        "columns": [
            {"type": "item", "value": {"content": [{**WORDS, "id": "nested"}]}, "id": "column-1"},
            {"type": "item", "value": {"content": [{**HEADING, "id": "second"}]}, "id": "column-2"},
        ],
    },
    "id": "33333333-aaaa-4aaa-8aaa-333333333333",
}


def bytes_of(items):
    """PostgreSQL has an order of keys of its own: there, that of the test's literals is of no account."""
    return json.dumps(items, sort_keys=connection.vendor == "postgresql")


def write(ranta, items):
    ranta.body = json.dumps(items)
    return ranta


def stored(ranta):
    """The blocks of the plugin as the database has them now."""
    value = ContentPage._meta.get_field("body").get_prep_value(ContentPage.objects.get(pk=ranta.pk).body)
    return words_in(value)


def words_in(value):
    if isinstance(value, dict):
        if value.get("type") == "dummy_words":
            return [value]
        value = list(value.values())
    return [found for part in value for found in words_in(part)] if isinstance(value, list) else []


@pytest.fixture
def ranta(activate, site_root):
    """A page with blocks of the dummy, which has been switched off."""
    activate("dummy")
    ranta = write(ContentPage(title="Ranta", slug="ranta"), [HEADING, WORDS, COLUMNS])
    site_root.add_child(instance=ranta)
    ranta.save_revision().publish()
    switch_off("dummy")
    return ContentPage.objects.get(pk=ranta.pk)


KEPT = [WORDS, {**WORDS, "id": "nested"}]


def test_read_in_full_edited_and_published(ranta):
    for child in ranta.body:
        str(child.value)
    ranta.title = "Uusi ranta"
    ranta.save_revision().publish()

    assert bytes_of(stored(ranta)) == bytes_of(KEPT)


def test_revision_reverted(ranta):
    first = ranta.latest_revision
    ranta.title = "Uusi ranta"
    ranta.save_revision().publish()

    first.as_object().save_revision().publish()

    assert ContentPage.objects.get(pk=ranta.pk).title == "Ranta"
    assert bytes_of(stored(ranta)) == bytes_of(KEPT)


def test_copied_and_moved(ranta, site_root):
    copy = ranta.copy(update_attrs={"slug": "ranta-2"})
    copy.move(ranta, pos="last-child")

    assert bytes_of(stored(copy)) == bytes_of(KEPT)


def test_deferred_field_is_left_alone(ranta):
    light = ContentPage.objects.defer("body").get(pk=ranta.pk)
    light.title = "Uusi ranta"
    light.save()

    assert bytes_of(stored(ranta)) == bytes_of(KEPT)
    assert BlockUse.objects.get(object_id=ranta.pk, block="dummy_words").count == 2


def test_use_is_counted_under_its_plugin_though_it_is_off(ranta):
    ranta.save()

    use = BlockUse.objects.get(object_id=ranta.pk, block="dummy_words")
    assert (use.plugin, use.count) == ("dummy", 2)


def test_comes_back_with_its_plugin(ranta, client):
    assert "dummy-words" not in client.get(ranta.url).content.decode()

    switch_on("dummy")

    assert client.get(ranta.url).content.decode().count("dummy-words") == 2


@pytest.fixture
def admin(administrator):
    client = Client()
    client.force_login(administrator)
    return client


def form_of(ranta):
    """What the editor's form of a page would send, its stream as it stands."""
    data = {"title": ranta.title, "slug": ranta.slug, "intro": "", "seo_title": "", "search_description": ""}
    data |= {"share_image": "", "image": "", "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
    stream = ContentPage._meta.get_field("body").stream_block
    fill_in(data, "body", stream, stream.get_form_state(ranta.body))
    return data


def fill_in(data, prefix, block, state):
    """The fields that the browser makes of a block's form state."""
    if isinstance(block, ParkedBlock):
        data[prefix] = state["json"]
    elif isinstance(block, blocks.StreamBlock | blocks.ListBlock):
        data[f"{prefix}-count"] = len(state)
        for i, item in enumerate(state):
            data |= {f"{prefix}-{i}-deleted": "", f"{prefix}-{i}-order": i, f"{prefix}-{i}-id": item["id"] or ""}
            data[f"{prefix}-{i}-type"] = item.get("type", "")
            child = block.child_block if isinstance(block, blocks.ListBlock) else block.child_blocks[item["type"]]
            fill_in(data, f"{prefix}-{i}-value", child, item["value"])
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            fill_in(data, f"{prefix}-{name}", child, state[name])
    elif isinstance(state, dict):
        data[prefix] = state.get("id") or ""
    elif state is not False:
        data[prefix] = "" if state is None else state


def test_saved_and_published_from_the_form(ranta, admin):
    response = admin.post(f"/admin/pages/{ranta.pk}/edit/", {**form_of(ranta), "action-publish": "1", "title": "Uusi"})

    assert response.status_code == 302, response.context["form"].errors
    assert ContentPage.objects.get(pk=ranta.pk).title == "Uusi"
    assert bytes_of(stored(ranta)) == bytes_of(KEPT)


def test_saved_by_itself(ranta, admin):
    """As the editor saves a draft every half second: the same form, asking for JSON."""
    response = admin.post(
        f"/admin/pages/{ranta.pk}/edit/",
        {**form_of(ranta), "title": "Itsestään"},
        headers={"accept": "application/json"},
    )

    assert response.json()["success"] is True
    draft = ContentPage.objects.get(pk=ranta.pk).get_latest_revision_as_object()
    assert draft.title == "Itsestään"
    assert bytes_of(words_in(ContentPage._meta.get_field("body").get_prep_value(draft.body))) == bytes_of(KEPT)


def test_switched_off_while_the_form_is_open(ranta, admin):
    switch_on("dummy")
    data = form_of(ContentPage.objects.get(pk=ranta.pk))
    switch_off("dummy")

    response = admin.post(f"/admin/pages/{ranta.pk}/edit/", {**data, "action-publish": "1"})

    assert response.status_code == 302, response.context["form"].errors
    assert bytes_of(stored(ranta)) == bytes_of(KEPT)


def test_what_was_typed_before_the_switch_is_kept(ranta, admin):
    switch_on("dummy")
    data = form_of(ContentPage.objects.get(pk=ranta.pk))
    switch_off("dummy")

    admin.post(f"/admin/pages/{ranta.pk}/edit/", {**data, "body-1-value-title": "Kylmä", "action-publish": "1"})

    first, nested = stored(ranta)
    assert first["value"]["title"] == "Kylmä"
    assert nested == KEPT[1]


@pytest.fixture
def translate(ranta):
    """Send the page for translation into English, and say what the English texts are."""
    from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

    def do(texts):
        source, _ = TranslationSource.update_or_create_from_instance(ContentPage.objects.get(pk=ranta.pk))
        english = Locale.objects.get(language_code="en")
        parent = ranta.get_parent().specific
        if not parent.has_translation(english):
            parent.copy_for_translation(english)
        translation, _ = Translation.objects.get_or_create(source=source, target_locale=english)
        for segment in StringSegment.objects.filter(source=source):
            if segment.string.data in texts:
                StringTranslation.objects.update_or_create(
                    translation_of=segment.string,
                    locale=english,
                    context=segment.context,
                    defaults={"data": texts[segment.string.data], "translation_type": "manual"},
                )
        return translation

    return do


TEXTS = {"Ranta": "Shore", "Sauna “lämpiää”": "Sauna", "a": "an a"}


def english(ranta):
    return ContentPage.objects.get(translation_key=ranta.translation_key, locale__language_code="en")


def test_translation_made_while_off_carries_the_blocks_along(ranta, translate, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        translate(TEXTS).save_target(publish=True)

    assert bytes_of(stored(english(ranta))) == bytes_of(KEPT)
    assert english(ranta).title == "Shore"


def test_translated_block_stays_translated_while_off_and_after(
    ranta, translate, admin, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        switch_on("dummy")
        translate(TEXTS).save_target(publish=True)
    before = stored(english(ranta))
    assert [item["value"]["title"] for item in before] == ["Sauna", "Sauna"]

    with django_capture_on_commit_callbacks(execute=True):
        switch_off("dummy")
    with django_capture_on_commit_callbacks(execute=True):
        translation = translate({"Ranta": "The shore"})
        translation.save_target(publish=True)
    assert bytes_of(stored(english(ranta))) == bytes_of(before)
    assert admin.get(f"/admin/pages/{english(ranta).pk}/edit/").status_code == 200

    with django_capture_on_commit_callbacks(execute=True):
        switch_on("dummy")
    with django_capture_on_commit_callbacks(execute=True):
        translate({}).save_target(publish=True)
    assert [item["value"]["title"] for item in stored(english(ranta))] == ["Sauna", "Sauna"]


def test_use_is_forgotten_with_the_page(ranta):
    Page.objects.get(pk=ranta.pk).delete()

    assert not BlockUse.objects.filter(object_id=str(ranta.pk)).exists()
