"""Guards for the pieces of the admin's pages that plugins bring: menu entries, panels, buttons. They are drawn long
after the hook that made them has ended."""

from contextlib import suppress

from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.search import SearchArea

from .activation import is_active
from .faults import guarded

# What Wagtail calls to draw a component, and what is drawn when that raises.
DRAWN_BY = ("render_html", "render")


def gate_item(plugin, hook_name, item):
    """Show a menu entry, search area or action only while its plugin is active, and only if it can be drawn."""
    ask = item.is_shown
    draw = getattr(item, "render_component", None)

    def is_shown(context):
        if not is_active(plugin):
            return False
        with guarded(plugin, f"{hook_name} {getattr(item, 'name', '')}".strip()):
            return bool(ask(context)) and (draw is None or draw(context) is not None)
        return False

    item.is_shown = is_shown
    guard_component(plugin, hook_name, item)
    return item


def hidden_item(hook_name):
    """Stands for an item that could not be made."""
    if hook_name == "register_admin_search_area":
        item = SearchArea("", "")
    elif hook_name.endswith("_action_menu_item"):
        item = ActionMenuItem()
    else:
        item = MenuItem("", "")
    item.is_shown = lambda context: False
    return item


def guard_component(plugin, hook_name, item):
    for name in DRAWN_BY:
        draw = getattr(item, name, None)
        if callable(draw):
            with suppress(AttributeError):  # what has slots can't be given a guard, and is a plain value
                setattr(item, name, _guarded_draw(plugin, hook_name, draw))


def _guarded_draw(plugin, hook_name, draw):
    def draw_guarded(*args, **kwargs):
        with guarded(plugin, f"{hook_name}: {type(getattr(draw, '__self__', draw)).__name__}"):
            return draw(*args, **kwargs)
        return ""

    return draw_guarded
