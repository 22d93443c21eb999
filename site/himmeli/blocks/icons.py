"""The icons a coordinator chooses from, drawn by the template tag `icon`."""

from functools import lru_cache
from pathlib import Path

from django.forms import Select
from django.utils.translation import gettext_lazy as _

from .icon_words import ICON_WORDS
from .section import ChoiceBlock

FOLDER = Path(__file__).resolve().parents[1] / "themes" / "icons"


@lru_cache
def icon_names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.svg"))


def icon_choices() -> list[tuple[str, str]]:
    """Each icon with the word for it, in the order of the words: they differ from language to language."""
    choices = [(name, str(ICON_WORDS.get(name, name.replace("-", " ")))) for name in icon_names()]
    return sorted(choices, key=lambda choice: choice[1].casefold())


class IconBlock(ChoiceBlock):
    """One icon of the site's family, by name."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Icon"))
        kwargs.setdefault("required", False)
        super().__init__(choices=icon_choices, **kwargs)

    class Meta:
        widget = Select
