import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from himmeli.themes.colors import (
    contrast,
    from_oklch,
    mix,
    nearest_readable,
    parse_color,
    stands_out,
    to_oklch,
)

colors = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#777777", "#ffffff", 4.478),
        ("#0000ff", "#ffffff", 8.592),
        ("#aaaaaa", "#aaaaaa", 1),
    ],
)
def test_contrast_is_what_wcag_says(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.001)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize(
    ("typed", "color"),
    [("#ABC", "#aabbcc"), (" 23493c ", "#23493c"), ("#23493C", "#23493c"), ("red", None), ("#12345", None), ("", None)],
)
def test_a_colour_is_understood_as_people_type_it(typed, color):
    assert parse_color(typed) == color


@pytest.mark.parametrize("typed", ["#fff;}body{display:none", "#fff\n", "#fff</style>", "var(--x)", "#ffffff/**/"])
def test_what_could_break_out_of_css_is_no_colour(typed):
    assert parse_color(typed) in (None, "#ffffff")


def test_red_has_the_oklch_that_css_says():
    lightness, chroma, hue = to_oklch("#ff0000")

    assert (lightness, chroma, hue) == pytest.approx((0.628, 0.2577, 0.5102), abs=0.001)


@given(colors)
def test_a_colour_survives_the_way_to_oklch_and_back(color):
    there = from_oklch(*to_oklch(color))

    differences = (abs(int(color[at : at + 2], 16) - int(there[at : at + 2], 16)) for at in (1, 3, 5))
    assert max(differences) <= 1


def test_a_mixture_is_what_css_mixes_in_oklab():
    assert mix("#ffffff", "#000000", 0.5) == "#636363"


def test_a_colour_that_can_be_read_is_its_own_nearest():
    assert nearest_readable("#23493C", ["#fbf9f3"]) == "#23493c"


def test_the_nearest_colour_keeps_its_hue_and_only_just_passes():
    offered = nearest_readable("#ffd400", ["#fbf9f3"])

    assert 4.5 <= contrast(offered, "#fbf9f3") < 4.6
    assert to_oklch(offered)[2] == pytest.approx(to_oklch("#ffd400")[2], abs=0.06)


@settings(max_examples=60, deadline=None)
@given(colors, colors)
def test_there_is_a_readable_colour_for_every_ground(color, ground):
    offered = nearest_readable(color, [ground])

    assert stands_out(offered, [ground])


def test_no_colour_can_be_read_on_black_white_and_grey_at_once():
    assert nearest_readable("#777777", ["#000000", "#777777", "#ffffff"]) is None
