"""Sections of "my pages": what a member has of hers, by plugin.

A plugin offers its own in `sections.py`:

    offer_section("shop.orders", _("My orders"), orders_of, order=10)

where `orders_of(request)` answers with a `Section`, or None for somebody whom it does not concern.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from himmeli.plugins.faults import guarded
from himmeli.plugins.ownership import owner_of
from himmeli.plugins.registry import Registry


@dataclass(frozen=True)
class SectionRow:
    """One of her things: the inputs of the component `row`."""

    title: str
    url: str = ""
    meta: tuple[str, ...] = ()
    text: str = ""
    end: str = ""


@dataclass(frozen=True)
class Section:
    """What is shown under the title: `rows` (the newest few), or `html` of one's own (safe), and the way to all.

    Without either, `empty_text` says what this is for, and `step_url` and `step_label` offer the first step.
    """

    rows: list[SectionRow] = field(default_factory=list)
    html: str = ""
    more_url: str = ""
    more_label: str = ""
    empty_text: str = ""
    step_url: str = ""
    step_label: str = ""


@dataclass(frozen=True)
class ShownSection:
    name: str
    title: str
    content: Section


@dataclass(frozen=True)
class _Offer:
    title: str
    content: Callable


sections: Registry[_Offer] = Registry("sections of my pages")


def offer_section(name: str, title, content: Callable, *, order: int = 0) -> None:
    """Add a section. It is the plugin's whose module defines `content`, a function `(request) -> Section | None`."""
    sections.register(name, _Offer(title, content), order=order, plugin=owner_of(content))


def sections_for(request) -> list[ShownSection]:
    """The sections of the person whose request it is, in order. One that fails is left out."""
    shown = []
    for entry in sections.active():
        with guarded(entry.plugin, f"section {entry.name}"):
            content = entry.value.content(request)
            if content is not None:
                shown.append(ShownSection(entry.name.replace(".", "-"), entry.value.title, content))
    return shown
