"""Whose is it? Tells which plugin brought a function, a class, a model, a viewset or an error."""

import os
from functools import lru_cache, partial

from django.apps import apps
from django.conf import settings


def plan():
    """What was found, installed and quarantined when this process started."""
    return settings.PLUGIN_PLAN


@lru_cache(maxsize=4096)
def owner_of_module(name: str) -> str | None:
    """The label of the plugin whose package holds the module, or None for the core and libraries."""
    for label, found in plan().installed.items():
        if name == found.module or name.startswith(f"{found.module}."):
            return label
    return None


def owner_of_model(model) -> str | None:
    return owner_of_label(model._meta.app_label)


def owner_of_label(app_label: str) -> str | None:
    # Not of those found: a folder that took the name of an app of the core is found, quarantined, and owns nothing.
    return app_label if app_label in plan().installed else None


def owner_of(thing, depth=2) -> str | None:
    """The plugin that brought a function, method, class, instance, or a closure over one of those."""
    if isinstance(thing, partial):
        return owner_of(thing.func, depth)
    bound = getattr(thing, "__self__", None)
    if bound is not None and not isinstance(bound, type(os)):
        return owner_of(bound, depth)
    model = getattr(thing, "model", None)
    if isinstance(model, type) and hasattr(model, "_meta"):
        label = owner_of_model(model)
        if label:
            return label
    meta = getattr(thing, "_meta", None)
    if isinstance(thing, type) and meta is not None and hasattr(meta, "app_label"):
        return owner_of_model(thing)
    for module in (getattr(thing, "__module__", None), type(thing).__module__):
        label = owner_of_module(module) if isinstance(module, str) else None
        if label:
            return label
    return _owner_of_closure(thing, depth) if depth else None


def _owner_of_closure(function, depth):
    for cell in getattr(function, "__closure__", None) or ():
        try:
            content = cell.cell_contents
        except ValueError:
            continue
        if callable(content) or isinstance(content, type) or hasattr(content, "model"):
            label = owner_of(content, depth - 1)
            if label:
                return label
    return None


def owner_of_error(error: BaseException) -> str | None:
    """The plugin whose code the traceback passes through last."""
    owner = None
    frame = error.__traceback__
    while frame is not None:
        owner = owner_of_module(frame.tb_frame.f_globals.get("__name__", "")) or owner
        frame = frame.tb_next
    return owner


def installed_plugins() -> dict:
    """{label: AppConfig} of the plugins that this process has installed."""
    return {label: apps.get_app_config(label) for label in plan().installed}
