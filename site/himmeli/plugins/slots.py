"""Slots: "show something here". A template names a place, active plugins fill it with components."""

from collections.abc import Callable

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from .faults import guarded
from .registry import Registry

slots: Registry[Callable] = Registry("slots")


def fill(place: str, *, order: int = 0, label: str = ""):
    """Decorate a function `(context) -> SafeString or ""` that shows something in a place: "page.after_content".

    `label` says on the Plugins page what that is.
    """

    def decorate(function):
        slots.register(f"{place}:{function.__module__}.{function.__qualname__}", function, order=order, label=label)
        return function

    return decorate


def render_slot(place: str, context: dict) -> SafeString:
    """What the active plugins show in a place. One that raises is left out.

    `context` is a dict, or a function that makes one, called only when somebody fills the place.
    """
    shown = []
    for entry in slots.active(f"{place}:"):
        context = context() if callable(context) else context
        with guarded(entry.plugin, f"slot {place}"):
            # Escaped, and thereby evaluated, inside the guard: what is lazy may raise, too.
            html = conditional_escape(entry.value(context) or "")
            shown.append(html)
    return mark_safe("\n".join(shown))  # noqa: S308  (each is escaped above)
