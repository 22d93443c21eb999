"""The big cards of the admin's first page: what people most often come to do, in plain words."""

from collections.abc import Callable
from dataclasses import dataclass

from himmeli.plugins.faults import guarded
from himmeli.plugins.ownership import owner_of
from himmeli.plugins.registry import Registry


@dataclass(frozen=True)
class TaskCard:
    """`address(user)` is where the task begins, or "" for somebody who may not do it. `icon` is one of Wagtail's."""

    title: str
    text: str
    address: Callable[[object], str]
    icon: str = "edit"


@dataclass(frozen=True)
class ShownCard:
    title: str
    text: str
    url: str
    icon: str


tasks: Registry[TaskCard] = Registry("tasks")


def offer_task(name: str, title, text, address, *, icon: str = "edit", order: int = 0) -> None:
    """Put a card on the first page: `offer_task("blog.write", _("Write a blog post"), _("..."), address_of_new_post)`.

    It is the plugin's whose module defines `address`.
    """
    tasks.register(name, TaskCard(title, text, address, icon), order=order, plugin=owner_of(address))


def task_cards_for(user) -> list[ShownCard]:
    """The cards of what this person may do, in order. A plugin's card that fails is left out."""
    shown = []
    for entry in tasks.active():
        card = entry.value
        with guarded(entry.plugin, f"task {entry.name}"):
            url = card.address(user)
            if url:
                shown.append(ShownCard(card.title, card.text, url, card.icon))
    return shown
