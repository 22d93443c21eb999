"""Slots: "show something here". A template names a place, active plugins fill it with components."""

from collections.abc import Callable

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from .faults import guarded
from .registry import Registry

slots: Registry[Callable] = Registry("slots")


def fill(place: str, *, order: int = 0):
    """Decorate a function `(context) -> SafeString or ""` that shows something in a place such as "page.after_content"."""

    def decorate(function):
        slots.register(f"{place}:{function.__module__}.{function.__qualname__}", function, order=order)
        return function

    return decorate


def render_slot(place: str, context: dict) -> SafeString:
    """What the active plugins show in a place. One that raises is left out."""
    shown = []
    for entry in slots.active():
        if entry.name.startswith(f"{place}:"):
            with guarded(entry.plugin, f"slot {place}"):
                shown.append((entry.value(context) or "",))
    return format_html_join("\n", "{}", shown)
