import pytest

from himmeli.kits.references import UnknownReference, resolve

NUMBERS = {("page", "story"): 7, ("image", "lake"): 3, ("page", "gone"): None}


def find(kind, key):
    try:
        return NUMBERS[kind, key]
    except KeyError:
        raise UnknownReference(f"{kind}:{key}")


def test_names_become_numbers_wherever_they_stand():
    body = [{"type": "cards", "value": {"cards": [{"image": "image:lake", "link": {"page": "page:story"}}]}}]

    assert resolve(body, find) == [
        {"type": "cards", "value": {"cards": [{"image": 3, "link": {"page": 7}}]}},
    ]


def test_a_link_inside_text_names_the_page_by_number():
    text = '<p>Lue <a linktype="page" href="page:story">tarina</a>.</p>'

    assert resolve(text, find) == '<p>Lue <a linktype="page" id="7">tarina</a>.</p>'


def test_a_link_to_a_page_that_an_editor_deleted_leaves_its_words():
    text = '<p><a linktype="page" href="page:gone">Vanha</a> sivu</p>'

    assert resolve(text, find) == "<p>Vanha sivu</p>"


def test_what_the_kit_does_not_hold_is_named():
    with pytest.raises(UnknownReference, match="image:sea"):
        resolve({"image": "image:sea"}, find)


@pytest.mark.parametrize("text", ["page: story", "Pages:story", "see page:story now", "mailto:page@story"])
def test_plain_words_are_left_alone(text):
    assert resolve(text, find) == text
