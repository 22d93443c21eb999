"""What is kept of blocks in memory: the same for everybody, until content changes, and nothing of anybody's own."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from wagtail.images.tests.utils import get_test_image_file

from himmeli.blocks.registry import offers
from himmeli.blocks.rendering import each_block
from himmeli.media.models import Picture
from himmeli.pages.models import ContentPage
from himmeli.stamps.services import bump, stamp

pytestmark = pytest.mark.django_db

HEADING = {"type": "heading", "value": {"text": "Ranta", "level": "h2"}, "id": "a"}


@pytest.fixture
def page(site_root):
    return site_root.add_child(instance=ContentPage(title="Ranta", slug="ranta"))


def make_picture(title="Kuva"):
    return Picture.objects.create(title=title, file=get_test_image_file(size=(200, 150)))


def stream(*items):
    return ContentPage._meta.get_field("body").to_python(json.dumps(items))


class Maker:
    """Counts how often a block is made, and remembers with what."""

    def __init__(self):
        self.contexts, self.__name__ = [], "maker"

    def __call__(self, child, context):
        self.contexts.append(context)
        return child.render(context)


def made(items, maker, **context):
    return list(each_block(stream(*items), context, maker))


def test_block_is_made_once_for_everybody():
    maker = Maker()

    first, second = made([HEADING], maker, user="Aino"), made([HEADING], maker, user="Pentti")

    assert first == second and "Ranta" in first[0]
    assert maker.contexts == [{}]


def test_block_is_made_anew_when_content_has_changed():
    maker = Maker()
    made([HEADING], maker)

    bump("content")
    made([HEADING], maker)

    assert len(maker.contexts) == 2


def test_draft_is_not_shown_for_what_is_published():
    maker = Maker()
    made([HEADING], maker)

    draft = made([{**HEADING, "value": {"text": "Laituri", "level": "h2"}}], maker)

    assert "Laituri" in draft[0]


def test_each_language_has_its_own():
    maker = Maker()

    for language in ("fi", "en", "fi"):
        with override(language):
            made([HEADING], maker)

    assert len(maker.contexts) == 2


def test_block_that_was_changed_in_memory_is_made_anew():
    maker = Maker()
    body = stream(HEADING)
    list(each_block(body, {}, maker))

    body[0].value["text"] = "Vene"
    changed = list(each_block(body, {}, maker))

    assert "Vene" in changed[0]


def test_block_that_shows_each_person_her_own_is_made_for_each(activate):
    activate("dummy")
    maker = Maker()
    words = {"type": "dummy_words", "value": {"title": "Sauna", "words": []}, "id": "w"}
    assert not offers.find("dummy_words").value.same_for_all

    made([words], maker, user="Aino")
    made([words], maker, user="Pentti")

    assert [context["user"] for context in maker.contexts] == ["Aino", "Pentti"]


def test_failure_of_a_plugin_is_not_kept(activate, monkeypatch):
    activate("dummy")
    offer = offers.find("dummy_words")
    monkeypatch.setitem(offer.value.__dict__, "same_for_all", True)
    words = {"type": "dummy_words", "value": {"title": "Sauna", "words": []}, "id": "w"}
    answers = iter([ValueError("once"), "<p>Sauna</p>"])

    def make(child, context):
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    assert made([words], make) == []
    assert made([words], make) == ["<p>Sauna</p>"]


def test_blocks_that_hold_others_or_a_form_are_not_kept():
    kept = {entry.name for entry in offers.entries() if entry.value.same_for_all}

    assert kept.isdisjoint({"columns", "inner_columns", "contact_form", "reusable"})
    assert {"hero", "rich_text", "cards", "image", "latest_posts"} <= kept


def test_pictures_of_many_kinds_of_blocks_cost_one_query(page):
    pictures = [make_picture(title=f"Kuva {n}") for n in range(4)]
    items = [
        {"type": "hero", "value": {"title": "A", "image": pictures[0].pk}, "id": "1"},
        {"type": "image", "value": {"image": pictures[1].pk}, "id": "2"},
        {"type": "quote", "value": {"text": "<p>B</p>", "image": pictures[2].pk}, "id": "3"},
        {
            "type": "columns",
            "value": {
                "layout": "1-1",
                "columns": [
                    {
                        "type": "item",
                        "id": "c",
                        "value": {"content": [{"type": "image", "value": {"image": pictures[3].pk}, "id": "4"}]},
                    }
                ],
            },
            "id": "5",
        },
    ]
    body = stream(*items)

    with CaptureQueriesContext(connection) as queries:
        shown = [body[0].value["image"], body[1].value["image"], body[2].value["image"]]
        shown.append(body[3].value["columns"][0]["content"][0].value["image"])

    assert shown == pictures
    assert len(queries) == 1


def test_picture_that_is_gone_leaves_an_empty_place():
    body = stream({"type": "image", "value": {"image": 4040404}, "id": "1"})

    assert body[0].value["image"] is None


def test_sizes_of_a_picture_are_kept_until_content_changes(django_assert_num_queries):
    picture = make_picture()
    picture.get_renditions("width-100", "width-50")
    stamp("content")

    with django_assert_num_queries(0):
        again = picture.get_renditions("width-100", "width-50")

    assert set(again) == {"width-100", "width-50"}
