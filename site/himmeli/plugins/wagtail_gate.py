"""The gate in front of everything a plugin adds to the Wagtail admin.

Wagtail collects hooks, viewsets, settings and menu entries once and for all; which plugins are active changes while
the site runs. So hooks are asked for through us: those of inactive plugins are left out, those of active ones are
guarded. What Wagtail keeps for good (URLs, menu items, icons) stays in, and is refused or hidden at each request.
"""

from functools import lru_cache, wraps

from django.http import Http404
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .activation import is_active
from .faults import guarded, note_fault
from .ownership import owner_of, owner_of_label, owner_of_model

# Asked once, when a process starts, and kept by Wagtail: always given, or a plugin could not be switched on later.
KEPT_BY_WAGTAIL = {
    "register_admin_urls": list,
    "register_admin_viewset": list,
    "register_rich_text_features": None,
    "register_image_operations": list,
    "register_log_actions": None,
    "register_permissions": None,
}
MENU_HOOKS = {
    "register_admin_menu_item",
    "register_settings_menu_item",
    "register_reports_menu_item",
    "register_help_menu_item",
}
# Keyword arguments under which Wagtail's own admin addresses name an app.
APP_LABEL_ARGUMENTS = ("app_name", "app_label", "content_type_app_name", "content_type_app_label")

_ask_wagtail = hooks.get_hooks


def install():
    hooks.get_hooks = get_hooks


def get_hooks(hook_name):
    """Wagtail's hooks of that name, without those of inactive plugins, the rest guarded."""
    functions = []
    for function in _ask_wagtail(hook_name):
        plugin = _owner_of_hook(function)
        if plugin is None:
            functions.append(function)
        elif hook_name in MENU_HOOKS:
            functions.append(_gated_menu_item(plugin, hook_name, function))
        elif hook_name in KEPT_BY_WAGTAIL or is_active(plugin):
            functions.append(_guarded_hook(plugin, hook_name, function))
    return functions


@lru_cache(maxsize=2048)
def _owner_of_hook(function):
    return owner_of(function)


def _guarded_hook(plugin, hook_name, function):
    @wraps(function)
    def call(*args, **kwargs):
        with guarded(plugin, f"hook {hook_name}"):
            return function(*args, **kwargs)
        return _neutral(hook_name, args)

    return call


def _neutral(hook_name, args):
    """What a hook answers when it has nothing to say."""
    if hook_name == "register_permissions":
        from django.contrib.auth.models import Permission

        return Permission.objects.none()
    if hook_name.endswith("_queryset"):
        return next((argument for argument in args if hasattr(argument, "filter")), None)
    if hook_name == "register_icons":
        return args[0]
    if hook_name.startswith("insert_"):
        return ""
    if hook_name.endswith("_buttons") or KEPT_BY_WAGTAIL.get(hook_name) is list:
        return []
    return None


def _gated_menu_item(plugin, hook_name, function):
    @wraps(function)
    def make():
        try:
            item = function()
        except Exception as error:
            note_fault(plugin, f"hook {hook_name}", error)
            item = MenuItem("", "")
            item.is_shown = lambda request: False
            return item
        ask = item.is_shown

        def is_shown(request):
            with guarded(plugin, f"admin menu entry {item.name}"):
                return is_active(plugin) and ask(request)
            return False

        item.is_shown = is_shown
        return item

    return make


def refuse_inactive(request, view, arguments):
    """Raise Http404 when the view, or what its address names, belongs to a plugin that is off."""
    plugin = owner_of_view(request, view, arguments)
    if not is_active(plugin):
        raise Http404


def owner_of_view(request, view, arguments) -> str | None:
    for name in APP_LABEL_ARGUMENTS:
        if name in arguments:
            label = owner_of_label(arguments[name])
            if label:
                return label
    match = request.resolver_match
    return _owner_of_callback(view) or _owner_of_namespaces(tuple(match.namespaces if match else ()))


@lru_cache(maxsize=4096)
def _owner_of_callback(view):
    while True:
        view_class = getattr(view, "view_class", None)
        arguments = getattr(view, "view_initkwargs", {})
        model = arguments.get("model")
        for candidate in (view, view_class):
            label = owner_of(candidate) if candidate is not None else None
            if label:
                return label
        if isinstance(model, type) and hasattr(model, "_meta"):
            label = owner_of_model(model)
            if label:
                return label
        if not hasattr(view, "__wrapped__"):
            return None
        view = view.__wrapped__


@lru_cache(maxsize=1024)
def _owner_of_namespaces(namespaces):
    from wagtail.admin.viewsets import viewsets

    owned = ((viewset, owner_of(viewset)) for viewset in viewsets.viewsets)
    owners = {viewset.url_namespace: label for viewset, label in owned if label}
    for namespace in namespaces:
        label = owners.get(namespace) or owner_of_label(namespace.removesuffix("_api"))
        if label:
            return label
    return None
