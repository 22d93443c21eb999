"""Arithmetic of colours: contrast as WCAG 2 defines it, lightness as the eye sees it (OKLCH, Björn Ottosson, 2020).

Colours go in and out as #rrggbb.
"""

import math
import re
from functools import lru_cache

HEX = re.compile(r"#[0-9a-fA-F]{6}\Z")
SHORT_HEX = re.compile(r"#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})\Z")
# WCAG 2.2 AA for text of ordinary size.
ENOUGH = 4.5
LIGHTNESS_STEPS = 500


def parse_color(text: str) -> str | None:
    """#rrggbb of what a person typed (#abc, ABCDEF, " #aabbcc "), or None when it isn't a colour."""
    match = SHORT_HEX.match(text.strip())
    if not match:
        return None
    digits = match[1].lower()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


@lru_cache(maxsize=4096)
def luminance(color: str) -> float:
    """Relative luminance, 0 for black and 1 for white."""
    red, green, blue = _linear(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def stands_out(color: str, grounds) -> bool:
    """Whether text of that colour can be read on each of the grounds."""
    return all(contrast(color, ground) >= ENOUGH for ground in grounds)


def nearest_color(color: str, passes) -> str | None:
    """The colour of the same hue, nearest in lightness, for which `passes(color)` holds. None when none does."""
    lightness, chroma, hue = to_oklch(color)
    for step in range(LIGHTNESS_STEPS + 1):
        darker, lighter = lightness - step / LIGHTNESS_STEPS, lightness + step / LIGHTNESS_STEPS
        # The last on either side is black or white themselves, which a rounded lightness would miss.
        for moved in (darker, lighter):
            if -1 / LIGHTNESS_STEPS < moved < 1 + 1 / LIGHTNESS_STEPS:
                candidate = color.lower() if step == 0 else from_oklch(moved, chroma, hue)
                if passes(candidate):
                    return candidate
    return None


def nearest_readable(color: str, grounds) -> str | None:
    """The nearest colour of the same hue that can be read on all the grounds."""
    grounds = tuple(grounds)
    return nearest_color(color, lambda candidate: stands_out(candidate, grounds))


def mix(color: str, other: str, share: float) -> str:
    """`share` of a colour and the rest of another, as CSS's color-mix(in oklab) does it."""
    pairs = zip(_to_oklab(color), _to_oklab(other), strict=True)
    return _clipped(*(one * share + two * (1 - share) for one, two in pairs))


@lru_cache(maxsize=1024)
def to_oklch(color: str) -> tuple[float, float, float]:
    """(lightness 0 to 1, chroma 0 to about 0.32, hue in radians)."""
    lightness, a, b = _to_oklab(color)
    return lightness, math.hypot(a, b), math.atan2(b, a)


def from_oklch(lightness: float, chroma: float, hue: float) -> str:
    """The colour of that lightness and hue; a chroma that screens can't show is lowered until they can."""
    if not 0 < lightness < 1:
        return "#ffffff" if lightness >= 1 else "#000000"
    if not _on_screen(lightness, chroma, hue):
        low, high = 0.0, chroma
        for _ in range(20):
            middle = (low + high) / 2
            low, high = (middle, high) if _on_screen(lightness, middle, hue) else (low, middle)
        chroma = low
    return _clipped(lightness, chroma * math.cos(hue), chroma * math.sin(hue))


def _on_screen(lightness, chroma, hue):
    parts = _oklab_to_linear(lightness, chroma * math.cos(hue), chroma * math.sin(hue))
    return all(-0.0005 <= part <= 1.0005 for part in parts)


def _linear(color):
    parts = (int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def _to_oklab(color):
    red, green, blue = _linear(color)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _oklab_to_linear(lightness, a, b):
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _clipped(lightness, a, b):
    digits = []
    for part in _oklab_to_linear(lightness, a, b):
        part = min(max(part, 0.0), 1.0)
        encoded = part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
        digits.append(f"{round(encoded * 255):02x}")
    return "#" + "".join(digits)
