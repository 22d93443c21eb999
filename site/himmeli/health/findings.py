"""What a check finds, in words that somebody without technical skills can act on."""

from dataclasses import dataclass
from enum import IntEnum

from django.utils.translation import gettext_lazy as _


class State(IntEnum):
    """Worst last, so that `max()` is the state of many."""

    FINE = 0
    ATTENTION = 1
    BROKEN = 2

    @property
    def word(self):
        return WORDS[self]

    @property
    def key(self) -> str:
        return self.name.lower()


WORDS = {State.FINE: _("Fine"), State.ATTENTION: _("Needs attention"), State.BROKEN: _("Broken")}


@dataclass(frozen=True)
class Finding:
    """One finding: what is so (`text`), and what to do about it (`advice`), with the way there (`url`)."""

    state: State
    text: str
    advice: str = ""
    url: str = ""
    link: str = ""
    # Single lines that belong to it, such as the slowest pages.
    details: tuple[str, ...] = ()


def fine(text, **more) -> Finding:
    return Finding(State.FINE, text, **more)


def attention(text, advice="", **more) -> Finding:
    return Finding(State.ATTENTION, text, advice, **more)


def broken(text, advice="", **more) -> Finding:
    return Finding(State.BROKEN, text, advice, **more)
