"""Pictures of the site for browsers and phones, made from the logo or the mark, kept until the look changes."""

from io import BytesIO

from himmeli.stamps.services import remember
from himmeli.themes.current import live_look

from .card import MARK, MARK_BEHIND, MARK_SIZE, draw_mark

SIZES = (32, 180, 192, 512)


def icon_png(size: int) -> bytes:
    return remember("theme", ("icon", size), lambda: _encoded(draw_mark(size, live_look()), "PNG"))


def icon_ico() -> bytes:
    return remember(
        "theme", "icon.ico", lambda: _encoded(draw_mark(64, live_look()), "ICO", sizes=[(16, 16), (32, 32), (48, 48)])
    )


def icon_svg() -> str:
    """The mark in the theme's colours, for light and dark bars; empty where a logo of pixels stands for the site."""
    return remember("theme", "icon.svg", _icon_svg)


def _icon_svg():
    look = live_look()
    if look.logo is not None:
        return ""
    brand = {scheme: look.colors_in(scheme).get("brand", "#23493C") for scheme in look.schemes}
    first = next(iter(brand.values()))
    side = MARK_SIZE[1]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-11 0 {side} {side}" fill="none" stroke="{first}" '
        f'stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round">{_dark_rule(brand)}'
        f'<path stroke-opacity=".55" d="{_path(MARK_BEHIND)}"/><path d="{_path(MARK)}"/></svg>'
    )


def _dark_rule(brand):
    if "dark" not in brand or len(brand) < 2:
        return ""
    return f"<style>@media (prefers-color-scheme:dark){{svg{{stroke:{brand['dark']}}}}}</style>"


def _path(lines):
    return "".join("M" + "L".join(f"{x} {y}" for x, y in line) for line in lines)


def _encoded(image, kind, **options):
    buffer = BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()
