"""The colours of a look: the theme's, the cooperative's own over them, and the rest brought into tune.

A coordinator chooses at most four colours. What follows from them (text on buttons, links in the dark, quiet text on
a new background) is computed here, so that every text stays readable (WCAG 2.2 AA) in both schemes, whatever was
chosen and whatever a theme changes later.
"""

from dataclasses import dataclass

from .colors import ENOUGH, HEX, contrast, from_oklch, mix, nearest_color, nearest_readable, stands_out, to_oklch

COLORS = (
    *("ground", "surface", "tint", "text", "quiet", "brand", "on_brand", "accent", "on_accent", "accent_text"),
    *("danger", "info", "success", "warning"),
)
GROUNDS = ("ground", "surface", "tint")
TEXTS = ("text", "quiet", "brand", "accent_text", "danger", "info", "success", "warning")
# What a coordinator may choose.
OWN_COLORS = ("brand", "accent", "ground", "text")
# The core's CSS writes some text at this share of the text colour on the ground, and lightens the accent like this.
SOFT_TEXT = 0.86
ACCENT_SURFACE = 0.82
BLACK_AND_WHITE = ("#000000", "#ffffff")


@dataclass(frozen=True)
class Palette:
    """Colours by name for the theme's own scheme, and for the opposite one (empty: the theme has one scheme)."""

    main: dict
    other: dict


@dataclass(frozen=True)
class Refusal:
    """A colour that text can't be read in: how far it stands out, and the nearest colour that does."""

    name: str
    color: str
    ratio: float
    offered: str | None = None


def compose_palette(main: dict, other: dict, own: dict) -> Palette:
    """The theme's two tables with the cooperative's own colours. A refused own colour gives way to the nearest."""
    own = {name: own[name] for name in OWN_COLORS if HEX.match(str(own.get(name, "")))}
    other = {**main, **other} if other else {}
    if not own:
        return Palette(dict(main), other)
    composed = _tuned(main, _with_own_colors(main, own), tuple(own))
    if not other:
        return Palette(composed, {})
    return Palette(composed, _tuned(other, _with_echoes(other, composed, own), ()))


def refusals(main: dict, own: dict) -> dict[str, Refusal]:
    """{name: Refusal} of the own colours that text could not be read in or on."""
    palette = _with_own_colors(main, own, mend=False)
    refused = {}
    if "ground" in own:
        ratio = _ground_ratio(main, own, own["ground"])
        if ratio < ENOUGH:
            offered = nearest_color(own["ground"], lambda color: _ground_ratio(main, own, color) >= ENOUGH)
            refused["ground"] = Refusal("ground", own["ground"], ratio, offered)
            palette = _with_own_colors(main, {**own, "ground": offered or main["ground"]}, mend=False)
    for name in ("text", "brand"):
        ratio = _text_ratio(name, own[name], palette) if name in own else ENOUGH
        if ratio < ENOUGH:
            offered = nearest_color(own[name], lambda color, name=name: _text_ratio(name, color, palette) >= ENOUGH)
            refused[name] = Refusal(name, own[name], ratio, offered)
    if "accent" in own and _accent_ratio(own["accent"]) < ENOUGH:
        offered = nearest_color(own["accent"], lambda color: _accent_ratio(color) >= ENOUGH)
        refused["accent"] = Refusal("accent", own["accent"], _accent_ratio(own["accent"]), offered)
    return refused


def ratios(main: dict, own: dict) -> dict[str, float]:
    """How far each own colour stands out: the smallest contrast of the pairs of text and ground it is part of."""
    palette = compose_palette(main, {}, own).main
    found = {}
    for name in own:
        if name == "accent":
            found[name] = _accent_ratio(own[name])
        elif name == "ground":
            found[name] = _ground_ratio(main, own, own[name])
        else:
            found[name] = _text_ratio(name, own[name], palette)
    return found


def faint_pairs(colors: dict) -> list[tuple[str, str, float]]:
    """(text, ground, contrast) of the pairs that can't be read in a whole table of colours."""
    pairs = [(text, ground) for text in TEXTS for ground in GROUNDS]
    pairs += [("on_brand", "brand"), ("on_accent", "accent")]
    measured = ((text, ground, contrast(colors[text], colors[ground])) for text, ground in pairs)
    return [(text, ground, ratio) for text, ground, ratio in measured if ratio < ENOUGH]


def _text_ratio(name, color, palette):
    """The smallest contrast of a text colour on the grounds; of the text itself, also where it is written softer."""
    grounds = [palette[ground] for ground in GROUNDS]
    ratio = min(contrast(color, ground) for ground in grounds)
    if name != "text":
        return ratio
    return min(ratio, *(contrast(mix(color, palette["ground"], SOFT_TEXT), ground) for ground in grounds))


def _ground_ratio(main, own, color):
    """The contrast of text on a background. With a text of one's own, that of the best text there could be."""
    palette = _with_own_colors(main, {"ground": color}, mend=False)
    if "text" in own:
        return max(_text_ratio("text", best, palette) for best in BLACK_AND_WHITE)
    return _text_ratio("text", main["text"], palette)


def _accent_ratio(color):
    """The contrast of the best text on an accent."""
    grounds = _accent_grounds(color)
    return max(min(contrast(best, ground) for ground in grounds) for best in BLACK_AND_WHITE)


def _accent_grounds(color):
    return [color, mix(color, "#ffffff", ACCENT_SURFACE)]


def _with_own_colors(main, own, mend=True):
    palette = {**main, **own}
    if "ground" in own:
        palette |= _raised_grounds(main, own["ground"])
    if not mend:
        return palette
    for name, refusal in refusals(main, own).items():
        palette[name] = refusal.offered or main[name]
        if name == "ground":
            palette |= _raised_grounds(main, palette["ground"])
    return palette


def _raised_grounds(main, ground):
    """Surface and tint as far from the new background as they were from the theme's."""
    lightness, chroma, hue = to_oklch(ground)
    base_lightness, base_chroma, _ = to_oklch(main["ground"])
    raised = {}
    for name in ("surface", "tint"):
        its_lightness, its_chroma, _ = to_oklch(main[name])
        raised[name] = from_oklch(
            lightness + its_lightness - base_lightness, max(0, chroma + its_chroma - base_chroma), hue
        )
    return raised


def _with_echoes(other, composed, own):
    """The opposite scheme with the own colours' hues in the theme's lightness."""
    palette = dict(other)
    for name in own:
        lightness, chroma, hue = to_oklch(composed[name])
        its_lightness, its_chroma, _ = to_oklch(other[name])
        if name == "accent":
            palette[name] = composed[name]
        elif name == "brand":
            palette[name] = from_oklch(its_lightness, min(chroma, 0.14), hue)
        else:
            palette[name] = from_oklch(its_lightness, min(chroma, its_chroma), hue)
    if "ground" in own:
        palette |= _raised_grounds(other, palette["ground"])
    return palette


def _tuned(theme, palette, chosen):
    """Everything that was not chosen moved, if need be, to the nearest colour that can be read."""
    palette = dict(palette)
    grounds = [palette[name] for name in GROUNDS]
    if "accent" in chosen or palette["accent"] != theme["accent"]:
        palette["accent_text"] = palette["accent"]
    for name in TEXTS:
        if name not in chosen and not stands_out(palette[name], grounds):
            palette[name] = nearest_readable(palette[name], grounds) or palette["text"]
    palette["on_brand"] = _text_on([palette["brand"]], palette, theme["on_brand"])
    palette["on_accent"] = _text_on(_accent_grounds(palette["accent"]), palette, theme["on_accent"])
    return palette


def _text_on(grounds, palette, first_choice):
    """Text for a coloured ground: the theme's, a colour of the palette, or black or white."""
    candidates = [first_choice, palette["ground"], palette["text"], "#ffffff", "#000000"]
    readable = (color for color in candidates if stands_out(color, grounds))
    return next(readable, None) or max(candidates, key=lambda color: min(contrast(color, ground) for ground in grounds))
