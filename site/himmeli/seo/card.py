"""Draws with Pillow: the card of a shared page, and the mark of a site without a logo."""

import logging

from PIL import Image, ImageDraw, ImageFont

from himmeli.themes.stylesheet import fonts_of

logger = logging.getLogger("himmeli.seo")

WIDTH, HEIGHT = 1200, 630
MARGIN = 84
LOGO_BOX = (420, 96)
TITLE_SIZES = (92, 80, 70, 60, 52, 46)
MOST_LINES = 4
# The mark of himmeli/partials/mark.html: lines in a box of 40 by 62.
MARK = [
    [(20, 9), (4, 29), (20, 59), (36, 29), (20, 9)],
    [(4, 29), (24, 34), (36, 29)],
    [(20, 9), (24, 34), (20, 59)],
]
MARK_BEHIND = [[(20, 1), (20, 9)], [(4, 29), (16, 24), (36, 29)], [(20, 9), (16, 24), (20, 59)]]
MARK_SIZE = (40, 62)


def draw_card(title: str, site_name: str, look) -> Image.Image:
    colors = look.colors_in(look.theme.scheme)
    card = Image.new("RGB", (WIDTH, HEIGHT), colors["ground"])
    draw = ImageDraw.Draw(card)
    _draw_ornament(card, colors)
    font, lines = _fit(draw, title, look, WIDTH - 2 * MARGIN - 210)
    height = int(font.size * 1.14)
    top = max(MARGIN + 110, (HEIGHT - height * len(lines)) // 2)
    for number, line in enumerate(lines):
        draw.text((MARGIN, top + number * height), line, font=font, fill=colors["text"])
    _sign(card, draw, site_name if title != site_name else "", look, colors)
    draw.rectangle((0, HEIGHT - 12, WIDTH, HEIGHT), fill=colors["accent"])
    return card


def draw_mark(size: int, look) -> Image.Image:
    """A square picture for browsers and phones: the logo, or the mark, on the ground of the theme."""
    colors = look.colors_in(look.theme.scheme)
    icon = Image.new("RGBA", (size, size), colors["ground"])
    logo = open_logo(look)
    if logo is not None:
        room = int(size * 0.8)
        logo.thumbnail((room, room), Image.Resampling.LANCZOS)
        icon.alpha_composite(logo, ((size - logo.width) // 2, (size - logo.height) // 2))
        return icon
    scale = 4
    large = Image.new("RGBA", (size * scale, size * scale), colors["ground"])
    unit = size * scale * 0.82 / MARK_SIZE[1]
    left, top = (size * scale - MARK_SIZE[0] * unit) / 2, (size * scale - MARK_SIZE[1] * unit) / 2
    _draw_lines(ImageDraw.Draw(large), MARK_BEHIND, unit, left, top, _mix(colors["brand"], colors["ground"], 0.5), 2.2)
    _draw_lines(ImageDraw.Draw(large), MARK, unit, left, top, colors["brand"], 2.8)
    return large.resize((size, size), Image.Resampling.LANCZOS)


def open_logo(look) -> Image.Image | None:
    """The logo as pixels; None for none, for one drawn in vectors, and for one whose file is gone."""
    if look.logo is None or look.logo.is_svg():
        return None
    try:
        with look.logo.file.open("rb") as file:
            return Image.open(file).convert("RGBA")
    except (OSError, ValueError, Image.DecompressionBombError):
        logger.warning("the logo can't be read")
        return None


def wrap(draw, text: str, font, room: int) -> list[str]:
    """Lines that fit. A word longer than a line, as Finnish has them, is broken with a hyphen."""
    lines, line = [], ""
    for word in text.split():
        trial = f"{line} {word}".strip()
        if draw.textlength(trial, font=font) <= room:
            line = trial
            continue
        if line:
            lines.append(line)
        while draw.textlength(word, font=font) > room:
            cut = next(
                n for n in range(len(word) - 1, 0, -1) if n == 1 or draw.textlength(word[:n] + "-", font=font) <= room
            )
            lines.append(word[:cut] + "-")
            word = word[cut:]
        line = word
    return [*lines, line] if line else lines


def _fit(draw, title, look, room):
    """The largest size in which the title fits whole, no word of it broken; in the smallest, what fits."""
    for size in TITLE_SIZES:
        font = _font(look, "heading", size)
        lines = wrap(draw, title, font, room)
        if len(lines) <= MOST_LINES and " ".join(lines) == " ".join(title.split()):
            return font, lines
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1].rstrip("-,. ") + "…"]
    return font, lines


def _sign(card, draw, name, look, colors):
    logo = open_logo(look)
    if logo is not None:
        logo.thumbnail(LOGO_BOX, Image.Resampling.LANCZOS)
        card.paste(logo, (MARGIN, MARGIN - 16), logo)
    elif name:
        draw.text((MARGIN, MARGIN - 8), name, font=_font(look, "text", 34), fill=colors["brand"])


def _draw_ornament(card, colors):
    scale = 3
    layer = Image.new("RGBA", (300 * scale, HEIGHT * scale), (0, 0, 0, 0))
    draw, unit = ImageDraw.Draw(layer), 6.4 * scale
    draw.line(
        [(150 * scale, 0), (150 * scale, 90 * scale)],
        fill=_mix(colors["accent"], colors["ground"], 0.35),
        width=3 * scale,
    )
    left, top = 150 * scale - 20 * unit, 90 * scale - 9 * unit
    _draw_lines(draw, MARK_BEHIND[1:], unit, left, top, _mix(colors["accent"], colors["ground"], 0.45), 0.6)
    _draw_lines(draw, MARK, unit, left, top, colors["accent"], 0.75)
    small = layer.resize((300, HEIGHT), Image.Resampling.LANCZOS)
    card.paste(small, (WIDTH - 300, 0), small)


def _draw_lines(draw, lines, unit, left, top, color, width):
    for line in lines:
        points = [(left + x * unit, top + y * unit) for x, y in line]
        draw.line(points, fill=color, width=max(1, round(width * unit)), joint="curve")


def _mix(color, ground, share):
    """`color` with a share of the ground in it."""
    parts = [(int(color[n : n + 2], 16), int(ground[n : n + 2], 16)) for n in (1, 3, 5)]
    return "#" + "".join(f"{round(own * (1 - share) + other * share):02x}" for own, other in parts)


def _font(look, role, size):
    """The theme's font, read from its own file, or Pillow's where that can't be read."""
    font = fonts_of(look).get(role)
    for face in font.table.get("files", ()) if font else ():
        for theme in font.theme.chain:
            path = theme.folder / "static" / face["src"]
            if not path.is_file():
                continue
            try:
                loaded = ImageFont.truetype(str(path), size)
            except OSError:
                logger.warning("the font %s can't be drawn with", path.name)
                continue
            if role == "heading":
                _set_weight(loaded, look)
            return loaded
    return ImageFont.load_default(size)


def _set_weight(font, look):
    weight = look.theme.table("type", look.variation).get("heading_weight", "450")
    try:
        font.set_variation_by_axes([float(weight)])
    except (OSError, ValueError, NotImplementedError):
        # Not a variable font: it has the weight it has.
        return
