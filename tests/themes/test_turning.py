"""A mobile that can turn: which straws move together, what carries them, and that the frame holds them all round."""

import json
import math
from xml.etree import ElementTree

import pytest

from himmeli.themes.ornament import EYE, TILT, draw_ornament
from himmeli.themes.turning import pieces_of, reach_of

NAMES = [f"Kylän väki {number}" for number in range(40)]


def square(x, y, z, half=1):
    corners = [(x - half, y, z), (x, y, z - half), (x + half, y, z), (x, y, z + half)]
    return [(top, (x, y - half, z)) for top in corners]


def test_straws_that_share_a_knot_are_one_piece_and_a_thread_parts_two():
    above, below = square(0, 0, 0), square(1, 10, 0)
    hung = (above[2][0], below[0][1])

    pieces = pieces_of(below + above, [hung])

    assert [piece["parent"] for piece in pieces] == [None, 0]
    assert [sorted(piece["straws"]) for piece in pieces] == [sorted(above), sorted(below)]
    assert pieces[1]["pivot"] == hung[1]


def test_reach_counts_the_corner_that_a_piece_hangs_from_and_its_own_width():
    above, below = square(0, 0, 0, half=5), square(5, 20, 0, half=2)

    assert reach_of(pieces_of(above + below, [(above[2][0], below[0][1])])) == 7


@pytest.mark.parametrize("name", NAMES)
def test_every_piece_comes_after_the_one_that_carries_it_and_has_all_its_knots(name):
    picture = ElementTree.fromstring(draw_ornament(name, size="turning"))

    pieces = json.loads(picture.get("data-turn"))

    assert picture.get("data-eye") == str(EYE * 2)
    assert pieces[0][0] == -1
    assert all(0 <= parent < place for place, (parent, *_) in enumerate(pieces) if place)
    assert all(max(ends) == len(points) // 3 - 1 for *_, points, ends in pieces)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("turned", [0.0, 0.7, 1.9, 3.3, 5.0])
def test_the_frame_holds_the_mobile_whichever_way_it_turns(name, turned):
    picture = ElementTree.fromstring(draw_ornament(name, size="turning"))
    left, top, width, height = map(int, picture.get("viewBox").split())
    middles = []

    for place, (parent, px, pz, _, _, points, _) in enumerate(json.loads(picture.get("data-turn"))):
        angle = turned * (1 + place % 3)
        x, z, carried = middles[parent] if parent >= 0 else (0, 0, 0)
        x += px * math.cos(carried) - pz * math.sin(carried)
        z += px * math.sin(carried) + pz * math.cos(carried)
        middles.append((x, z, angle))
        for dx, y, dz in zip(points[::3], points[1::3], points[2::3], strict=True):
            deep = z + dx * math.sin(angle) + dz * math.cos(angle)
            nearer = EYE * 2 / (EYE * 2 - deep)
            across = (x + dx * math.cos(angle) - dz * math.sin(angle)) * nearer
            down = (y * math.cos(TILT) + deep * math.sin(TILT)) * nearer
            assert left <= across <= left + width
            assert top <= down <= top + height


def test_what_is_sent_to_turn_it_is_small():
    assert max(len(draw_ornament(name, size="turning")) for name in NAMES) < 9000
