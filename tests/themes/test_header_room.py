"""The header chooses its layout by its words. The numbers behind this are measured by tests/browser/test_header.py."""

import pytest

from himmeli.themes.header_room import choose_layout, text_width

VILLAGE = ["Kylän väki", "Kylätalo", "Blogi", "Jäsenyys", "Ota yhteyttä"]
SEVEN = ["Kylän väki", "Kauppa", "Tapahtumat", "Kurssit", "Keskustelu", "Blogi", "Ota yhteyttä"]
LONG = ["Osuuskuntamme", "Tapahtumakalenteri", "Keskustelupalsta", "Ajankohtaista", "Jäsenpalvelut", "Yhteystiedot"]


def layout(labels, **changes):
    words = {"name": "Kylän väki", "parents": 1, "tools": ["English", "Kirjaudu sisään"], "buttons": 1}
    return choose_layout(labels=labels, has_search=True, **{**words, **changes})


@pytest.mark.parametrize(
    ("labels", "expected"),
    [([], "row"), (VILLAGE[:3], "row"), (VILLAGE, "roomy"), (SEVEN, "strip"), (LONG * 2, "fold")],
)
def test_more_words_want_more_room(labels, expected):
    assert layout(labels) == expected


def test_a_narrow_theme_takes_the_second_line_sooner():
    assert layout(SEVEN[:6]) == "roomy"
    assert layout(SEVEN[:6], column="60rem") == "strip"


def test_a_column_not_given_in_rem_is_taken_for_the_usual_one():
    assert layout(VILLAGE, column="min(90vw, 70rem)") == layout(VILLAGE)


def test_the_bell_and_the_way_out_of_a_member_want_room():
    hers = {"tools": ["English", "Omat sivut", "Marketta"], "icons": 2, "icon_buttons": 1}

    assert layout(VILLAGE[:4], tools=["English", "Omat sivut", "Marketta"]) == "row"
    assert layout(VILLAGE[:4], **hers) == "roomy"


def test_a_wide_letter_is_wider_than_a_narrow_one():
    assert text_width("mmm") > text_width("nnn") > text_width("iii")
