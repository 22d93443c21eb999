"""Himmeli ornaments: straw mobiles drawn as inline SVG, computed from any text.

The same text always gives the same mobile, another text another one. The text itself is only hashed and
never written out, so that whatever somebody typed cannot become markup. Colours are taken from the theme's
tokens by presentation attributes (the security policy forbids `style`), and every part has a class.
"""

import hashlib
import math
import random
from collections import defaultdict
from functools import lru_cache

from .turning import encode, pieces_of, reach_of

STRAW = "var(--color-accent,currentColor)"
TILT = 0.2  # how far we look from above, in radians
EYE = 1100  # distance of the eye: smaller is a stronger perspective
LAYERS = ((2, 0.36), (2.8, 0.56), (3.6, 0.8), (4.6, 1))  # stroke width and opacity, farthest first
DEEP = "var(--deep,var(--color-brand))"  # the brand colour, kept deep in a dark scheme, where the accent lies on it too
GROUNDS = (  # ground, straws, threads; the last is for small pictures only, it would shout on a wide one
    ("var(--color-tint)", "var(--color-accent)", "var(--color-text)"),
    (DEEP, "var(--color-accent)", "var(--on-deep,var(--color-on-brand))"),
    ("var(--color-tint)", "var(--color-brand)", "var(--color-brand)"),
    ("var(--color-accent)", "var(--color-on-accent)", "var(--color-on-accent)"),
)
SLICE = ' preserveAspectRatio="xMidYMid slice"'


class Mobile:
    """Straws and threads in space: x to the right, y down, z towards the eye."""

    def __init__(self, turn: float):
        self.turn = turn
        self.straws = []
        self.threads = []

    def ring(self, x, y, z, radius, sides, spin=0.0):
        step = 2 * math.pi / sides
        angles = [self.turn + spin + k * step for k in range(sides)]
        return [(x + radius * math.cos(a), y, z + radius * math.sin(a)) for a in angles]

    def close(self, ring):
        self.straws += zip(ring, ring[1:] + ring[:1], strict=True)

    def join(self, point, ring):
        self.straws += [(point, corner) for corner in ring]

    def bipyramid(self, top, radius, up=1.25, down=1.7, sides=4, spin=0.0):
        """Two pyramids base to base, the commonest himmeli piece. Returns its lowest point and its corners."""
        x, y, z = top
        ring = self.ring(x, y + radius * up, z, radius, sides, spin)
        bottom = (x, y + radius * (up + down), z)
        self.join(top, ring)
        self.join(bottom, ring)
        self.close(ring)
        return bottom, ring

    def hang(self, point, drop, radius, **shape):
        """Hang a bipyramid from a point by a thread."""
        x, y, z = point
        top = (x, y + drop, z)
        self.threads.append((point, top))
        return self.bipyramid(top, radius, **shape)


def _great(mobile, rng):
    """One great piece with another inside it, and small ones at its corners."""
    up, down = rng.uniform(1.1, 1.4), rng.uniform(1.5, 1.95)
    bottom, ring = mobile.bipyramid((0, 0, 0), 100, up, down)
    mobile.hang((0, 0, 0), rng.uniform(22, 40), rng.choice([32, 38, 44]), spin=0.6)
    small, pairs = rng.choice([22, 26, 30]), rng.random() < 0.6
    for corner in ring:
        low, _ = mobile.hang(corner, 10, small, spin=0.3)
        if pairs:
            mobile.hang(low, 6, small * 0.55, spin=0.8)
    low, corners = mobile.hang(bottom, 12, rng.choice([40, 46, 52]), spin=0.2)
    for corner in corners:
        mobile.hang(corner, 6, 16, spin=0.5)
    mobile.hang(low, 8, 22, spin=0.1)


def _tiers(mobile, rng):
    """Pieces under each other, each wider or narrower than the last, as on a string."""
    sizes = rng.choice([(46, 78, 104, 60), (92, 70, 50, 32), (60, 96, 62, 34), (38, 60, 84)])
    point, drop = (0, 0, 0), 0
    for size in sizes:
        tall = rng.uniform(0.75, 1.0)
        point, ring = mobile.hang(point, drop, size, up=tall, down=tall * 1.15, spin=rng.choice([0, 0.4]))
        drop = 9
        if size > 55:
            for corner in ring:
                mobile.hang(corner, 8, size * 0.2, spin=0.4)


def _wreath(mobile, rng):
    """A wide ring in the air, under a tall crown, with a piece at every corner and one in the middle."""
    sides = rng.choice([5, 6, 7])
    height = rng.uniform(130, 165)
    ring = mobile.ring(0, height, 0, 128, sides)
    mobile.join((0, 0, 0), ring)
    mobile.close(ring)
    inner = mobile.ring(0, height, 0, 64, sides, math.pi / sides)
    mobile.close(inner)
    for k, corner in enumerate(inner):
        mobile.straws += [(corner, ring[k]), (corner, ring[(k + 1) % sides])]
    size = rng.choice([19, 23, 26])
    for corner in ring:
        low, _ = mobile.hang(corner, 12, size, spin=0.3)
        if sides == 5:
            mobile.hang(low, 7, size * 0.55, spin=0.7)
    low, _ = mobile.hang((0, 0, 0), height * 0.55, 44, up=1.2, down=2.1, spin=0.3)
    mobile.hang(low, 10, 24, spin=0.8)


def _triangle(mobile, rng):
    """Three-sided pieces: fewer straws, sharper lines."""
    bottom, ring = mobile.bipyramid((0, 0, 0), 112, rng.uniform(1.15, 1.4), rng.uniform(1.4, 1.8), sides=3)
    mobile.hang((0, 0, 0), 46, 40, sides=3, spin=1.05)
    drop = rng.uniform(8, 26)
    for corner in ring:
        low, under = mobile.hang(corner, drop, 34, sides=3, spin=0.5)
        for tip in under:
            mobile.hang(tip, 5, 10, sides=3)
        mobile.hang(low, 6, 17, sides=3, spin=0.9)
    low, corners = mobile.hang(bottom, 12, 54, sides=3, spin=rng.choice([0, 1.05]))
    for corner in corners:
        mobile.hang(corner, 7, 19, sides=3, spin=0.4)
    mobile.hang(low, 8, 24, sides=3)


def _prism(mobile, rng):
    """A six-sided (or five-sided) lantern: a crown, straight walls and a long point."""
    sides = rng.choice([5, 6])
    crown, wall, point = rng.uniform(80, 110), rng.uniform(70, 110), rng.uniform(120, 165)
    upper = mobile.ring(0, crown, 0, 92, sides)
    lower = mobile.ring(0, crown + wall, 0, 92, sides)
    bottom = (0, crown + wall + point, 0)
    mobile.join((0, 0, 0), upper)
    mobile.join(bottom, lower)
    for ring in (upper, lower):
        mobile.close(ring)
    mobile.straws += zip(upper, lower, strict=True)
    mobile.hang((0, 0, 0), crown * 0.75, 40, sides=sides, spin=0.3)
    size = rng.choice([17, 21])
    for corner in lower:
        mobile.hang(corner, 10, size, spin=0.4)
    low, _ = mobile.hang(bottom, 12, 38, sides=sides, spin=0.2)
    mobile.hang(low, 8, 20, spin=0.3)


def _crown(mobile, rng):
    """A great octahedron built of six small ones: one on top, four around, one below."""
    size = rng.choice([58, 64])
    tall = rng.uniform(1.15, 1.4)
    high = size * tall
    top_low, top_ring = mobile.bipyramid((0, 0, 0), size, tall, tall)
    for x, y, z in top_ring:
        low, ring = mobile.bipyramid((x, y, z), size, tall, tall)
        mobile.hang(low, 8, 17, spin=0.4)
        far = max(ring, key=lambda corner: corner[0] ** 2 + corner[2] ** 2)
        mobile.hang(far, 8, 15, spin=0.7)
    low, _ = mobile.bipyramid(top_low, size, tall, tall)
    mobile.hang((0, 0, 0), high * 0.5, 22, spin=0.5)
    low, _ = mobile.hang(low, 12, 34, up=1.2, down=1.9, spin=0.3)
    if rng.random() < 0.6:
        mobile.hang(low, 8, 18, spin=0.3)


COMPOSITIONS = (_great, _tiers, _wreath, _triangle, _prism, _crown)


def _random_for(seed):
    text = str(seed).encode("utf-8", errors="surrogatepass")
    return random.Random(int.from_bytes(hashlib.sha256(text).digest(), "big"))


def _compose(rng):
    mobile = Mobile(rng.uniform(0.2, 0.6))
    rng.choice(COMPOSITIONS)(mobile, rng)
    return mobile


def _project(point, scale):
    x, y, z = point
    nearer = EYE / (EYE - z)
    return round(x * nearer * scale), round((y * math.cos(TILT) + z * math.sin(TILT)) * nearer * scale)


def _trails(lines):
    """Join lines end to end into as few strokes as it takes, so that the picture stays small."""
    neighbours = defaultdict(list)
    for a, b in lines:
        if a != b:
            neighbours[a].append(b)
            neighbours[b].append(a)
    for start in sorted(neighbours, key=lambda node: (len(neighbours[node]) % 2 == 0, node)):
        while neighbours[start]:
            trail = [start]
            while neighbours[trail[-1]]:
                here = trail[-1]
                there = neighbours[here].pop()
                neighbours[there].remove(here)
                trail.append(there)
            yield trail


def _path_data(lines):
    data = []
    for (x, y), *rest in _trails(lines):
        data.append(f"M{x} {y}l")
        steps = []
        for next_x, next_y in rest:
            steps.append(f"{next_x - x} {next_y - y}")
            x, y = next_x, next_y
        data.append(" ".join(steps).replace(" -", "-"))
    return "".join(data)


def _draw_mobile(mobile, scale, straw, thread, weight=1.0):
    """The mobile as SVG paths, the farthest straws first, thinner and paler than the near ones."""
    depths = [a[2] + b[2] for a, b in mobile.straws]
    far, span = min(depths), (max(depths) - min(depths)) or 1
    layers = defaultdict(set)
    for (a, b), depth in zip(mobile.straws, depths, strict=True):
        layer = min(int((depth - far) / span * len(LAYERS)), len(LAYERS) - 1)
        layers[layer].add(tuple(sorted((_project(a, scale), _project(b, scale)))))
    threads = _path_data({(_project(a, scale), _project(b, scale)) for a, b in mobile.threads})
    paths = [
        f'<path class="ornament__threads" stroke="{thread}" stroke-width="{1.4 * weight:.3g}" '
        f'stroke-opacity=".5" d="{threads}"/>'
    ]
    for layer, lines in sorted(layers.items()):
        width, opacity = LAYERS[layer]
        paths.append(f'<path stroke-width="{width * weight:.3g}" stroke-opacity="{opacity}" d="{_path_data(lines)}"/>')
    straws = "".join(paths[1:])
    return f'{paths[0]}<g class="ornament__straws" stroke="{straw}">{straws}</g>'


def _bounds(mobile, scale):
    points = [_project(end, scale) for line in mobile.straws + mobile.threads for end in line]
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _open_svg(kind, view_box, more=""):
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="ornament ornament--{kind}" viewBox="{view_box}" '
        f'fill="none" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false"{more}>'
    )


def _draw_large(seed):
    rng = _random_for(seed)
    mobile = _compose(rng)
    mobile.threads.append(((0, -90, 0), (0, 0, 0)))
    left, top, right, bottom = _bounds(mobile, 2)
    half = max(-left, right) + 6  # as wide on both sides, so that the thread hangs in the middle
    view_box = f"{-half} {top} {2 * half} {bottom - top + 6}"
    return f"{_open_svg('large', view_box)}{_draw_mobile(mobile, 2, STRAW, 'currentColor')}</svg>"


def _draw_turning(seed):
    """The large one with what turn.js needs to turn it, in a frame that holds it whichever way it turns."""
    mobile = _compose(_random_for(seed))
    pieces = pieces_of(mobile.straws, mobile.threads)
    mobile.threads.append(((0, -90, 0), (0, 0, 0)))
    reach, lowest = reach_of(pieces), max(y for straw in mobile.straws for _, y, _ in straw)
    _, top = _project((0, -90, 0), 2)
    half, bottom = _project((reach, lowest, reach), 2)
    more = f' data-turn="{encode(pieces, 2)}" data-eye="{EYE * 2}"'
    view_box = f"{-half - 6} {top} {2 * half + 12} {bottom - top + 6}"
    return f"{_open_svg('large', view_box, more)}{_draw_mobile(mobile, 2, STRAW, 'currentColor')}</svg>"


def _draw_small(seed):
    """One octahedron, clear at 20 pixels: lit facets in the accent, edges in the text's colour."""
    rng = _random_for(seed)
    radius, waist, flatness = 10.6, 17, 0.34
    near_x = rng.choice([-1, 1]) * rng.uniform(2.4, 4.8)  # off the middle, else it would look flat
    near_z = math.sqrt(radius**2 - near_x**2)
    corners = ((-near_z, near_x), (near_x, near_z), (near_z, -near_x), (-near_x, -near_z))
    left, near, right, far = (f"{16 + x:.1f} {waist + z * flatness:.1f}" for x, z in corners)
    return (
        f"{_open_svg('small', '4 0 24 40')}"
        f'<path fill="{STRAW}" fill-opacity=".4" d="M16 2L{left} {near}zM16 38L{near} {right}z"/>'
        f'<path fill="{STRAW}" d="M16 2L{near} {right}zM16 38L{left} {near}z"/>'
        f'<path stroke="currentColor" stroke-opacity=".4" stroke-width=".8" '
        f'd="M16 2L{far} 16 38M{left}L{far} {right}"/>'
        f'<path stroke="currentColor" stroke-width="1.3" '
        f'd="M16 2L{left} 16 38 {right}zL{near} 16 38M{left}L{near} {right}"/></svg>'
    )


def _draw_facets(rng, colour, width, height):
    """The near facets of one very great piece, most of it outside the picture: a plain ground that still has air."""
    x, y = width * rng.choice([0.12, 0.3, 0.7, 0.88]), height * rng.uniform(0.4, 0.62)
    reach = width * rng.uniform(0.42, 0.6)
    slope = rng.uniform(0.05, 0.14) * height * rng.choice([-1, 1])
    left, right = f"{x - reach:.0f} {y - slope:.0f}", f"{x + reach * 0.8:.0f} {y + slope:.0f}"
    near = f"{x + reach * rng.uniform(-0.25, 0.2):.0f} {y + height * 0.13:.0f}"
    top, bottom = f"{x:.0f} {y - height * 0.95:.0f}", f"{x:.0f} {y + height * 1.2:.0f}"
    facets = ((top, left, 0.04), (top, right, 0.08), (bottom, left, 0.1), (bottom, right, 0.05))
    return "".join(
        f'<path fill="{colour}" fill-opacity="{opacity}" d="M{tip}L{side} {near}z"/>' for tip, side, opacity in facets
    )


@lru_cache(maxsize=256)
def draw_cover(seed: str, *, width: int = 1200, height: int = 800) -> str:
    """Draw a wide, calm picture for a page or post that has none: a mobile off the middle, on a plain ground.

    It fills whatever box it gets, cropped at the sides.
    """
    rng = _random_for(seed)
    ground, straw, thread = rng.choice(GROUNDS[:3])
    mobile = _compose(rng)
    left, top, right, bottom = _bounds(mobile, 1)
    scale = min(height * rng.uniform(0.68, 0.76) / (bottom - top), width * 0.4 / (right - left))
    left, top, right, bottom = _bounds(mobile, scale)
    x = width * rng.choice([0.36, 0.42, 0.58, 0.64])
    y = (height - (bottom - top)) * 0.62 - top
    mobile.threads.append(((0, -y / scale - 20, 0), (0, 0, 0)))
    return (
        f"{_open_svg('cover', f'0 0 {width} {height}', SLICE)}"
        f'<path class="ornament__ground" fill="{ground}" d="M0 0h{width}v{height}H0z"/>'
        f"{_draw_facets(rng, straw, width, height)}"
        f'<g transform="translate({x:.0f} {y:.0f})">{_draw_mobile(mobile, scale, straw, thread, 1.05)}</g></svg>'
    )


@lru_cache(maxsize=2048)
def draw_avatar(seed: str) -> str:
    """Draw a round picture for a member who has none: one straw piece of three to six sides, on a plain ground."""
    rng = _random_for(seed)
    ground, straw, _ = rng.choice(GROUNDS)
    mobile = Mobile(rng.uniform(0, 1.5))
    sides, up, down = rng.choice([3, 4, 5, 6]), rng.uniform(0.7, 1.2), rng.uniform(1.1, 1.7)
    mobile.hang((0, 0, 0), 0, 26, up=up, down=down, sides=sides)
    if rng.random() < 0.5:
        mobile.hang((0, 0, 0), 0, 13, up=up, down=down, sides=sides, spin=0.5)
    mobile.threads = [((0, -90, 0), (0, 0, 0))]
    scale = 124 / (26 * (up + down))
    return (
        f"{_open_svg('avatar', '0 0 200 200')}"
        f'<circle class="ornament__ground" fill="{ground}" cx="100" cy="100" r="100"/>'
        f'<g transform="translate(100 38)">{_draw_mobile(mobile, scale, straw, straw, 1.1)}</g></svg>'
    )


DRAWINGS = {
    "large": _draw_large,
    "turning": _draw_turning,
    "small": _draw_small,
    "cover": draw_cover,
    "avatar": draw_avatar,
}


@lru_cache(maxsize=1024)
def draw_ornament(seed: str, *, size: str = "large") -> str:
    """Draw the himmeli of a text as inline SVG.

    `large` is a whole mobile on its thread, `turning` the same with what js/turn.js needs to turn it, and `small` one
    octahedron (all on whatever ground they stand); `cover` is a wide picture and `avatar` a round one, with a ground
    of their own. The straws take `--color-accent`, the threads and the small one's edges the text's colour.
    """
    if size not in DRAWINGS:
        raise ValueError(f"An ornament is large, turning, small, cover or avatar, not {size!r}.")
    return DRAWINGS[size](seed)
