"""Blocks of plugins that are off or gone are kept byte for byte, whatever they hold: streams of any JSON."""

import json
import pickle

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from himmeli.blocks.parked import _signer
from himmeli.blocks.streams import PARKED, PluginStreamBlock
from himmeli.pages.models import ContentPage

pytestmark = pytest.mark.django_db

FEW = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
weird = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
unknown_item = st.fixed_dictionaries(
    {"type": st.sampled_from(["gone", "parked", "dummy_words", "gone.too"]), "value": weird},
    optional={"id": texts | st.none() | st.integers(), "extra": weird},
)
broken_item = weird.filter(lambda item: not (isinstance(item, dict) and {"type", "value"} <= set(item)))
known_item = st.builds(
    lambda text, number: {"type": "heading", "value": {"text": text}, "id": f"known-{number}"}, texts, st.integers()
)


def columns_of(items):
    return {
        "type": "columns",
        "value": {
            "layout": "1-1",
            "columns": [{"type": "item", "value": {"content": items}, "id": "column"}],
        },
        "id": "columns",
    }


streams = st.lists(unknown_item | broken_item | known_item, min_size=1, max_size=5)


def bytes_of(items):
    return json.dumps(items)


def kept(items):
    """What must come back as it was: everything but the blocks that are known."""
    return [item for item in items if not (isinstance(item, dict) and item.get("type") == "heading")]


@FEW
@given(streams)
def test_stream_that_is_only_passed_on_is_untouched(items):
    stream = PluginStreamBlock()

    written = stream.get_prep_value(stream.to_python(bytes_of(items)))

    assert bytes_of(written) == bytes_of(items)


@FEW
@given(streams)
def test_stream_that_is_read_in_full_keeps_what_it_does_not_know(items):
    stream = PluginStreamBlock()
    value = stream.to_python(bytes_of(items))
    for child in value:
        str(child.value)

    written = stream.get_prep_value(value)

    assert bytes_of(kept(written)) == bytes_of(kept(items))
    assert len(written) == len(items)


@FEW
@given(st.lists(unknown_item | broken_item, min_size=1, max_size=4))
def test_nested_stream_keeps_what_it_does_not_know(items):
    stream = PluginStreamBlock()
    value = stream.to_python(bytes_of([columns_of(items)]))
    assert [child.block_type for child in value[0].value["columns"][0]["content"]] == [PARKED] * len(items)

    written = stream.get_prep_value(value)

    assert bytes_of(written[0]["value"]["columns"][0]["value"]["content"]) == bytes_of(items)


def posted(state, prefix="body"):
    """What a browser sends for the parked items of a form's state, its fields in their places."""
    data = QueryDict(mutable=True)
    data[f"{prefix}-count"] = str(len(state))
    for i, item in enumerate(state):
        data[f"{prefix}-{i}-deleted"] = ""
        data[f"{prefix}-{i}-order"] = str(i)
        data[f"{prefix}-{i}-type"] = item["type"]
        data[f"{prefix}-{i}-id"] = item["id"] or ""
        data[f"{prefix}-{i}-value"] = item["value"]["json"]
    return data


@FEW
@given(st.lists(unknown_item | broken_item, min_size=1, max_size=4))
def test_form_carries_parked_items_along(items):
    stream = PluginStreamBlock()
    state = stream.get_form_state(stream.to_python(bytes_of(items)))

    value = stream.value_from_datadict(posted(state), {}, "body")

    assert bytes_of(stream.get_prep_value(stream.clean(value))) == bytes_of(items)


def test_stream_survives_pickling():
    page = ContentPage(title="x", body=json.dumps([{"type": "gone", "value": 1, "id": "a"}]))

    again = pickle.loads(pickle.dumps(page.body))

    assert again.get_prep_value() == [{"type": "gone", "value": 1, "id": "a"}]


def test_duplicate_in_the_form_gets_an_id_of_its_own():
    stream = PluginStreamBlock()
    state = stream.get_form_state(stream.to_python(json.dumps([{"type": "gone", "value": 1.0, "id": "a"}])))
    data = posted([state[0], {**state[0], "id": "b"}, {**state[0], "id": None}])

    first, second, third = stream.get_prep_value(stream.value_from_datadict(data, {}, "body"))

    assert first == {"type": "gone", "value": 1.0, "id": "a"}
    assert bytes_of(second) == '{"type": "gone", "value": 1.0, "id": "b"}'
    assert third["id"] not in {"a", "b", None}


def test_form_cannot_smuggle_a_block_in_by_a_parked_card():
    stream = PluginStreamBlock()
    page = ContentPage(body=json.dumps([{"type": "gone", "value": 1, "id": "a"}]))
    state = stream.get_form_state(page.body)
    forged = json.dumps({"type": "rich_text", "value": {"text": "<script>"}, "id": "a"})
    for text in (forged, f"{forged}:{_signer.signature('x')}", ""):
        state[0]["value"]["json"] = text

        ContentPage._meta.get_field("body").save_form_data(page, stream.value_from_datadict(posted(state), {}, "body"))

        assert page.body.get_prep_value() == [{"type": "gone", "value": 1, "id": "a"}]


def test_null_and_numbers_beside_restored_items_stay():
    page = ContentPage(body=json.dumps([{"type": "gone", "value": [None, 1.0, None], "id": "a"}]))
    stream = page.body.stream_block
    state = stream.get_form_state(page.body)
    data = posted([state[0], {"type": "gone_too", "id": "b", "value": {"json": ""}}])

    ContentPage._meta.get_field("body").save_form_data(page, stream.value_from_datadict(data, {}, "body"))

    assert page.body.get_prep_value() == [{"type": "gone", "value": [None, 1.0, None], "id": "a"}]


def test_parked_block_is_neither_shown_nor_offered_nor_searched():
    stream = PluginStreamBlock()
    value = stream.to_python(json.dumps([{"type": "gone", "value": {"text": "secret"}, "id": "a"}]))

    assert stream.render_basic(value) == ""
    assert stream.get_searchable_content(value) == []
    assert stream.get_api_representation(value) == []


def test_card_names_the_plugin(activate):
    from himmeli.plugins.activation import switch_off

    stream = PluginStreamBlock()
    activate("dummy")
    switch_off("dummy")

    state = stream.get_form_state(stream.to_python(json.dumps([{"type": "dummy_words", "value": {}, "id": "a"}])))

    assert state[0]["value"]["plugin"] == "Dummy plugin"
    assert "Dummy plugin" in state[0]["value"]["label"]
