"""How much room the header's menu wants, told by its words, so that the first paint is right and nothing is measured
in the browser.

An estimate: a font may be wider than thought. Then the menu wraps onto a second line, and nothing is lost.
"""

import re
from typing import NamedTuple

NARROW, WIDE = frozenset("fijltrIJ.,:;’'!|()-1 "), frozenset("mwMWÅÄÖ@%&—")
# Sizes in rem where the menu stands open, as layout.css has them.
MENU_SIZE, CHEVRON = 1.2, 1.5
BRAND_SIZE, MARK = 1.4, 2.4
TOOL_GAP, ICON_BUTTON, TOOLS_EDGE, BUTTON_EDGE, ICON = 1.0, 2.75, 1.7, 2.2, 1.65
WIDE_COLUMN = 76.0


class Screen(NamedTuple):
    """What a viewport leaves between its gutters, and the gaps between the menu's entries and around the menu."""

    room: float
    menu_gap: float
    bar_gap: float


SMALL, LARGE = Screen(58.5, 1.15, 1.3), Screen(74.0, 1.4, 1.6)  # of 64rem, of 80rem


def text_width(text: str) -> float:
    """About how many ems a text takes in a common sans serif."""
    return sum(0.3 if sign in NARROW else 0.82 if sign in WIDE else 0.6 if sign.isupper() else 0.53 for sign in text)


def choose_layout(
    *,
    name: str,
    labels,
    parents: int,
    tools,
    buttons: int,
    has_search: bool,
    icons: int = 0,
    icon_buttons: int = 0,
    column: str = "",
) -> str:
    """How the header is laid out from 64rem up.

    `row`: one line. `roomy`: one line from 80rem up, two below that. `strip`: two lines, the menu under the name.
    `fold`: the menu is longer than that, and stays behind its button.

    `labels` are the menu's own, `parents` how many of them open; `tools` the words beside the menu, `buttons` how many
    of those are buttons, `icons` how many have an icon before them; `icon_buttons` how many more are an icon alone;
    `column` the theme's `space.wide`.
    """
    labels, tools = list(labels), list(tools)
    words = sum(text_width(label) for label in labels) * MENU_SIZE + parents * CHEVRON
    brand = MARK + text_width(name) * BRAND_SIZE
    aside = TOOLS_EDGE + sum(text_width(tool) for tool in tools) + buttons * BUTTON_EDGE
    aside += icons * ICON + TOOL_GAP * len(tools) + (ICON_BUTTON if has_search else 0)
    aside += icon_buttons * (ICON_BUTTON + TOOL_GAP)

    def menu(screen):
        return words + screen.menu_gap * max(len(labels) - 1, 0)

    def fits(screen):
        return brand + menu(screen) + aside + 2 * screen.bar_gap <= min(screen.room, _in_rem(column))

    if fits(SMALL):
        return "row"
    if fits(LARGE):
        return "roomy"
    return "strip" if menu(SMALL) <= min(SMALL.room, _in_rem(column)) else "fold"


def _in_rem(length):
    match = re.fullmatch(r"([\d.]+)rem", length.strip())
    return float(match[1]) if match else WIDE_COLUMN
