from pathlib import Path

from wagtail import hooks

ICONS = Path(__file__).parent / "templates" / "himmeli" / "admin_icons"


@hooks.register("register_icons")
def register_block_icons(icons):
    return [*icons, *sorted(f"himmeli/admin_icons/{path.name}" for path in ICONS.glob("*.svg"))]
