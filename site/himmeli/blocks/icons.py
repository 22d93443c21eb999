"""The icons a coordinator chooses from, drawn by the template tag `icon`."""

from functools import lru_cache
from pathlib import Path

from django.forms import Select
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

FOLDER = Path(__file__).resolve().parents[1] / "themes" / "icons"


@lru_cache
def icon_names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.svg"))


class IconBlock(blocks.ChoiceBlock):
    """One icon of the site's family, by name."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Icon"))
        kwargs.setdefault("required", False)
        super().__init__(choices=lambda: [(name, name.replace("-", " ")) for name in icon_names()], **kwargs)

    class Meta:
        widget = Select
