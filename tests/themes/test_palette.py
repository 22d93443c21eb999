import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from himmeli.themes.colors import contrast, mix
from himmeli.themes.palette import (
    ACCENT_SURFACE,
    OWN_COLORS,
    compose_palette,
    faint_pairs,
    refusals,
)
from himmeli.themes.theme import load_theme

# Shrinking a failure would take minutes; what fails is a handful of colours anyway.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
colors = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
own_colors = st.dictionaries(st.sampled_from(OWN_COLORS), colors)


def tables(theme="himmeli", variation=""):
    loaded = load_theme(theme)
    return loaded.table("colors", variation), loaded.table("colors_alt", variation)


def test_without_own_colours_a_theme_stays_as_its_author_made_it():
    main, other = tables()

    palette = compose_palette(main, other, {})

    assert palette.main == main
    assert palette.other == {**main, **other}


@settings(max_examples=60, deadline=None, phases=PHASES)
@given(own=own_colors, theme=st.sampled_from(["himmeli", "kaamos", "torppa"]))
def test_whatever_is_chosen_every_text_can_be_read_in_both_schemes(own, theme):
    palette = compose_palette(*tables(theme), own)

    assert faint_pairs(palette.main) == []
    assert faint_pairs(palette.other) == [] if palette.other else theme == "kaamos"
    lighter = mix(palette.main["accent"], "#ffffff", ACCENT_SURFACE)
    assert contrast(palette.main["on_accent"], lighter) >= 4.5


@settings(max_examples=40, deadline=None, phases=PHASES)
@given(own=own_colors, theme=st.sampled_from(["himmeli", "kaamos"]))
def test_what_is_offered_instead_is_not_refused_again(own, theme):
    main, _ = tables(theme)
    mended = {**own, **{name: refusal.offered for name, refusal in refusals(main, own).items()}}

    assert refusals(main, mended) == {}


@settings(max_examples=40, deadline=None, phases=PHASES)
@given(own=own_colors)
def test_what_is_not_refused_is_shown_exactly_as_chosen(own):
    main, other = tables()
    accepted = {name: color for name, color in own.items() if name not in refusals(main, own)}
    if refusals(main, accepted):
        return

    palette = compose_palette(main, other, accepted)

    assert {name: palette.main[name] for name in accepted} == accepted


def test_a_yellow_for_links_is_refused_with_a_darker_one():
    refusal = refusals(tables()[0], {"brand": "#ffd400"})["brand"]

    assert refusal.ratio == pytest.approx(1.25, abs=0.01)
    assert refusal.offered == "#826b00"


def test_on_a_dark_theme_a_dark_brand_is_refused_with_a_lighter_one():
    refusal = refusals(tables("kaamos")[0], {"brand": "#23493c"})["brand"]

    assert contrast(refusal.offered, "#172036") >= 4.5
    assert contrast(refusal.offered, "#172036") > contrast("#23493c", "#172036")


def test_a_middling_background_is_refused():
    assert list(refusals(tables()[0], {"ground": "#777777"})) == ["ground"]


def test_the_dark_scheme_gets_a_lighter_tint_of_an_own_brand():
    main, other = tables()

    palette = compose_palette(main, other, {"brand": "#0033aa"})

    assert palette.main["brand"] == "#0033aa"
    assert contrast(palette.other["brand"], palette.other["ground"]) >= 4.5
    assert contrast(palette.other["on_brand"], palette.other["brand"]) >= 4.5


def test_what_is_stored_but_is_no_colour_changes_nothing():
    main, other = tables()

    assert compose_palette(main, other, {"brand": "red;}", "shadow": "#123456"}).main == main
