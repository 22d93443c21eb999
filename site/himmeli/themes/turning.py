"""What static/himmeli/js/turn.js needs to turn a mobile in space: its pieces, each on the thread it hangs by."""

import json
import math
from collections import defaultdict


def pieces_of(straws, threads) -> list[dict]:
    """The parts of a mobile that turn as one, those that carry others first.

    Straws that share a knot are one piece. `parent` is the place in the list of the piece that carries it, None for
    the first; `pivot` is the point its thread ends in, and `above` the one it begins in.
    """
    groups = _joined(straws)
    owner = {point: number for number, group in enumerate(groups) for straw in group for point in straw}
    carried_by, hung = {}, defaultdict(list)
    for above, top in threads:
        child, parent = owner.get(top), owner.get(above)
        if child is not None and parent is not None and child != parent and child not in carried_by:
            carried_by[child] = (above, top)
            hung[parent].append(child)
    order = [number for number in range(len(groups)) if number not in carried_by]
    for number in order:
        order += hung[number]
    return [_piece(number, groups, carried_by, owner, order) for number in order]


def _piece(number, groups, carried_by, owner, order):
    above, pivot = carried_by.get(number, (None, (0, 0, 0)))
    parent = order.index(owner[above]) if above else None
    return {"parent": parent, "pivot": pivot, "above": above, "straws": groups[number]}


def _joined(straws):
    """Straws that hang together by their ends, in groups."""
    at = defaultdict(list)
    for number, straw in enumerate(straws):
        for point in straw:
            at[point].append(number)
    groups, seen = [], set()
    for start in range(len(straws)):
        if start in seen:
            continue
        group = [start]
        seen.add(start)
        for number in group:
            near = {other for point in straws[number] for other in at[point]} - seen
            seen |= near
            group += sorted(near)
        groups.append([straws[number] for number in group])
    return groups


def reach_of(pieces) -> float:
    """How far from the middle any straw comes, whichever way the pieces turn."""
    from_middle, farthest = [], 0.0
    for piece in pieces:
        carrier = pieces[piece["parent"]] if piece["parent"] is not None else None
        apart = _across(piece["pivot"], carrier["pivot"]) if carrier else 0.0
        from_middle.append(apart + (from_middle[piece["parent"]] if carrier else 0.0))
        own = max(_across(point, piece["pivot"]) for straw in piece["straws"] for point in straw)
        farthest = max(farthest, from_middle[-1] + own)
    return farthest


def _across(point, other):
    return math.hypot(point[0] - other[0], point[2] - other[2])


def encode(pieces, scale: float) -> str:
    """The pieces as numbers: for each [parent, x, z, top of its thread, end of its thread, points, straws]."""
    return json.dumps([_numbers(piece, pieces, scale) for piece in pieces], separators=(",", ":"))


def _numbers(piece, pieces, scale):
    x, y, z = piece["pivot"]
    carrier = pieces[piece["parent"]]["pivot"] if piece["parent"] is not None else (0, 0, 0)
    points = sorted({point for straw in piece["straws"] for point in straw})
    places = {point: place for place, point in enumerate(points)}
    thread = [piece["above"][1], y] if piece["above"] else [-90, 0]
    return [
        -1 if piece["parent"] is None else piece["parent"],
        *(round(part * scale) for part in (x - carrier[0], z - carrier[2], *thread)),
        [round(part * scale) for px, py, pz in points for part in (px - x, py, pz - z)],
        [places[point] for straw in piece["straws"] for point in straw],
    ]
