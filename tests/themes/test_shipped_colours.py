"""Whatever theme, variation and scheme a visitor gets, every text stands out from every ground (WCAG 2.2 AA)."""

import tomllib
from itertools import product
from pathlib import Path

import pytest

THEMES = Path(__file__).resolve().parents[2] / "themes"
TEXTS = (
    "text",
    "quiet",
    "brand",
    "accent_text",
    "danger",
    "info",
    "success",
    "warning",
)
GROUNDS = ("ground", "surface", "tint")
PAIRS = [*product(TEXTS, GROUNDS), ("on_brand", "brand"), ("on_accent", "accent")]
ENOUGH = 4.5


def luminance(colour):
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def read_theme(name):
    return tomllib.loads((THEMES / name / "theme.toml").read_text(encoding="utf-8"))


def chain_of(name):
    """The theme and those above it, the oldest first."""
    theme = read_theme(name)
    return [*(chain_of(theme["parent"]) if theme.get("parent") else []), theme]


def palettes():
    for name in sorted(path.parent.name for path in THEMES.glob("*/theme.toml")):
        chain = chain_of(name)
        variations = {
            "",
            *(key for theme in chain for key in theme.get("variations", {})),
        }
        for variation in sorted(variations):
            tables = {}
            for table in ("colors", "colors_alt"):
                tables[table] = {}
                for theme in chain:
                    tables[table].update(theme.get(table, {}))
                for theme in chain:
                    tables[table].update(theme.get("variations", {}).get(variation, {}).get(table, {}))
            yield pytest.param(tables["colors"], id=f"{name}-{variation or 'plain'}-own")
            if tables["colors_alt"]:
                opposite = {**tables["colors"], **tables["colors_alt"]}
                yield pytest.param(opposite, id=f"{name}-{variation or 'plain'}-opposite")


@pytest.mark.parametrize("palette", list(palettes()))
def test_every_text_can_be_read_on_every_ground(palette):
    too_faint = {
        f"{text} on {ground}": round(contrast(palette[text], palette[ground]), 2)
        for text, ground in PAIRS
        if contrast(palette[text], palette[ground]) < ENOUGH
    }

    assert too_faint == {}


def test_the_three_themes_ship_with_their_variations():
    shipped = {
        path.parent.name: set(read_theme(path.parent.name).get("variations", {}))
        for path in THEMES.glob("*/theme.toml")
    }

    assert {name: shipped[name] for name in ("himmeli", "kaamos", "torppa")} == {
        "himmeli": {"rukiinen", "jarvi", "puolukka"},
        "kaamos": {"revontuli", "kynttila"},
        "torppa": set(),
    }


def test_contrast_is_computed_as_wcag_defines_it():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_torppa_stays_a_small_example():
    """It promises its readers tokens and exactly two templates."""
    templates = sorted(
        str(path.relative_to(THEMES / "torppa/templates")) for path in (THEMES / "torppa/templates").rglob("*.html")
    )

    assert templates == [
        "himmeli/components/section_head.html",
        "himmeli/partials/mark.html",
    ]
