"""The gate in front of everything a plugin adds to the Wagtail admin by hooks.

Wagtail collects hooks, viewsets, settings and menu entries once and for all; which plugins are active changes while
the site runs. So hooks are asked for through us: those of inactive plugins are left out, those of active ones are
guarded. What Wagtail keeps for good (URLs, menu items, icons) stays in, and is refused or hidden at each request.
"""

from functools import lru_cache, wraps

from django.template.loader import render_to_string
from wagtail import hooks

from .activation import active_plugins, is_active
from .components import gate_item, guard_component, hidden_item
from .faults import ANSWERS, call_guarded, guarded, note_fault
from .ownership import owner_of, owner_of_model

# Asked once, when a process starts, and kept by Wagtail: always given, or a plugin could not be switched on later.
KEPT_BY_WAGTAIL = {
    "register_admin_urls",
    "register_admin_viewset",
    "register_rich_text_features",
    "register_image_operations",
    "register_log_actions",
    "register_permissions",
    "register_actions",
    "register_icons",
    "construct_admin_api",
}
# Kept by Wagtail, too, but each item asks at every request whether it is shown.
ITEM_HOOKS = {
    "register_admin_menu_item",
    "register_settings_menu_item",
    "register_reports_menu_item",
    "register_help_menu_item",
    "register_admin_search_area",
    "register_page_action_menu_item",
    "register_snippet_action_menu_item",
}

_ask_wagtail = hooks.get_hooks
# {hook name: (active plugins, Wagtail's functions, ours)}
_kept: dict[str, tuple] = {}


def install():
    hooks.get_hooks = get_hooks
    _gate_snippet_index()
    _gate_bulk_actions()


def get_hooks(hook_name):
    """Wagtail's hooks of that name, without those of inactive plugins, the rest guarded."""
    functions, active = _ask_wagtail(hook_name), active_plugins()
    kept = _kept.get(hook_name)
    if kept is None or kept[0] is not active or kept[1] != functions:
        kept = _kept[hook_name] = (active, functions, _gated(hook_name, functions, active))
    return list(kept[2])


def _gated(hook_name, functions, active):
    gated = []
    for function in functions:
        plugin = _owner_of_hook(function)
        if plugin is None or hook_name == "register_bulk_action":
            gated.append(function)
        elif hook_name in ITEM_HOOKS or _makes_menu_item(hook_name, function):
            gated.append(_gated_item(plugin, hook_name, function))
        elif hook_name in KEPT_BY_WAGTAIL or plugin in active:
            gated.append(_guarded_hook(plugin, hook_name, function))
    return gated


@lru_cache(maxsize=2048)
def _owner_of_hook(function):
    return owner_of(function)


def _makes_menu_item(hook_name, function):
    """Viewsets may put their menu entry into a menu of any name (`menu_hook`)."""
    return getattr(function, "__name__", "") == "get_menu_item" and hook_name.startswith("register_")


def _guarded_hook(plugin, hook_name, function):
    @wraps(function)
    def call(*args, **kwargs):
        with guarded(plugin, f"hook {hook_name}", let_through=ANSWERS):
            before = [len(argument) if isinstance(argument, list) else None for argument in args]
            result = function(*args, **kwargs)
            if hook_name.startswith("construct_"):
                _guard_added(plugin, hook_name, args, before)
            return _checked(plugin, hook_name, result, args)
        return _neutral(hook_name, args)

    return call


def _guard_added(plugin, hook_name, args, lengths):
    """Panels, buttons and summaries are drawn after the hook has ended: each gets a guard of its own."""
    for argument, length in zip(args, lengths, strict=True):
        if length is not None:
            for item in argument[length:]:
                guard_component(plugin, hook_name, item)


def _checked(plugin, hook_name, result, args):
    if hook_name == "register_icons":
        new = [icon for icon in result if icon not in args[0]]
        drawn = [icon for icon in new if call_guarded(plugin, f"icon {icon}", render_to_string, icon) is not None]
        return [*args[0], *drawn]
    if hasattr(result, "__next__"):
        # Buttons are often yielded: here, inside the guard, the generator's body runs.
        result = list(result)
    if isinstance(result, list):
        for item in result:
            guard_component(plugin, hook_name, item)
    if result is None:
        return _neutral(hook_name, args)
    if hook_name.startswith("insert_"):
        return str(result)
    return result


def _neutral(hook_name, args):
    """What a hook answers when it has nothing to say."""
    if hook_name == "register_permissions":
        from django.contrib.auth.models import Permission

        return Permission.objects.none()
    if hook_name == "filter_form_submissions_for_user":
        return args[1].none()
    if hook_name.endswith("_queryset"):
        return next((argument for argument in args if hasattr(argument, "filter")), None)
    if hook_name in {"register_icons", "on_serve_page"}:
        return args[0]
    if hook_name.startswith("insert_"):
        return ""
    if hook_name.endswith("_buttons") or hook_name in {
        "register_admin_urls",
        "register_admin_viewset",
        "register_image_operations",
    }:
        return []
    return None


def _gated_item(plugin, hook_name, function):
    @wraps(function)
    def make(*args, **kwargs):
        try:
            item = function(*args, **kwargs)
            return gate_item(plugin, hook_name, item) if item is not None else hidden_item(hook_name)
        except Exception as error:
            note_fault(plugin, f"hook {hook_name}", error)
            return hidden_item(hook_name)

    return make


def _gate_snippet_index():
    """The list of all kinds of snippets shows those of active plugins."""
    from wagtail.snippets.views import snippets

    ask = snippets.get_snippet_models_for_index_view

    def models_of_active_plugins():
        return [model for model in ask() if is_active(owner_of_model(model))]

    snippets.get_snippet_models_for_index_view = models_of_active_plugins


def _gate_bulk_actions():
    """A bulk action is offered and done while its plugin is active."""
    from wagtail.admin.views.bulk_action.registry import BulkActionRegistry

    ask_all, ask_one = BulkActionRegistry.get_bulk_actions_for_model, BulkActionRegistry.get_bulk_action_class

    def actions_of_active_plugins(self, app_label, model_name):
        return [action for action in ask_all(self, app_label, model_name) if is_active(owner_of(action))]

    def action_of_active_plugin(self, app_label, model_name, action_type):
        action = ask_one(self, app_label, model_name, action_type)
        return action if action is not None and is_active(owner_of(action)) else None

    BulkActionRegistry.get_bulk_actions_for_model = actions_of_active_plugins
    BulkActionRegistry.get_bulk_action_class = action_of_active_plugin
