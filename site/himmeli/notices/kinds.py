"""Kinds of notices: what the site may tell a person of. Each says its words, and how it is told unless she chooses."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from himmeli.plugins.faults import call_guarded
from himmeli.plugins.ownership import owner_of_label
from himmeli.plugins.registry import Registry


class ByEmail(models.TextChoices):
    AT_ONCE = "now", _("At once")
    DAILY = "daily", _("Once a day, all in one")
    WEEKLY = "weekly", _("Once a week, all in one")
    NEVER = "never", _("Never")


@dataclass(frozen=True)
class Placeholder:
    """A value that texts may name in curly brackets. `label` says to a coordinator what it is, `sample` shows it."""

    name: str
    label: str
    sample: str


# Every text may name these.
EVERYWHERE = (
    Placeholder("site", _("Name of the site"), ""),
    Placeholder("receiver", _("Name of the one who gets this"), _("Raija Lehto")),
)


@dataclass(frozen=True)
class NoticeKind:
    """One kind of notice. All texts are lazy translations; `subject`, `opening`, `closing` may name placeholders.

    `subject` is also the line in the list on the site. `why` ends each e-mail. `meant_for(user)` tells whom the kind
    can concern: others don't see it among their choices.
    """

    name: str
    label: str
    help: str
    group: str
    subject: str
    opening: str
    why: str
    action: str
    placeholders: tuple[Placeholder, ...] = ()
    closing: str = ""
    sample_quote: str = ""
    in_site: bool = True
    by_email: str = ByEmail.AT_ONCE
    # False for what nobody may miss, such as the receipt of a payment: always told, by e-mail at once.
    may_be_off: bool = True
    # False for what is waited for, such as a ticket just bought: not held back in quiet hours.
    waits_for_morning: bool = True
    # True: what it says is for the receiver alone. Coordinators see samples of it only.
    is_private: bool = False
    meant_for: Callable | None = None
    icon: str = "bell"
    # False for texts that are no choice of anybody's, such as those around a summary.
    is_chosen: bool = True

    def concerns(self, user) -> bool:
        return self.is_chosen and (self.meant_for is None or bool(self.meant_for(user)))

    @property
    def all_placeholders(self) -> tuple[Placeholder, ...]:
        return (*self.placeholders, *EVERYWHERE)

    def sample(self, site: str) -> dict[str, str]:
        return {one.name: site if one.name == "site" else str(one.sample) for one in self.all_placeholders}


kinds: Registry[NoticeKind] = Registry("notice kinds")


def offer_notice_kind(kind: NoticeKind, *, order: int = 0) -> NoticeKind:
    """Let the site tell people of something. Call it in a plugin's `notices.py`; the kind is the plugin's.

    The name begins with the plugin's: "blog.answer". Raises ValueError when a name is taken.
    """
    return kinds.register(kind.name, kind, order=order, plugin=_owner(kind))


def active_kinds() -> dict[str, NoticeKind]:
    """{name: kind} of the core and of plugins that are on."""
    return {entry.name: entry.value for entry in kinds.active()}


def kinds_for(user) -> list[NoticeKind]:
    """The kinds whose ways this person may choose, in order. One that can't say whom it concerns is left out."""
    return [
        entry.value
        for entry in kinds.active()
        if call_guarded(entry.plugin, f"notice kind {entry.name}", entry.value.concerns, user, default=False)
    ]


def _owner(kind):
    return owner_of_label(kind.name.partition(".")[0])
