"""What the pages of the set-up show around their forms."""

from django.conf import settings
from django.urls import reverse, translate_url
from django.utils.translation import get_language, gettext

from himmeli.kits.descriptions import describe_kits
from himmeli.plugins.presentation import title_of
from himmeli.themes.theme import find_themes

from .forms import EMPTY

# Those that the set-up itself speaks.
SPOKEN = ("fi", "en", "sv")


def languages_of(request) -> list[dict]:
    names = {"fi": "Suomi", "en": "English", "sv": "Svenska"}
    return [
        {
            "code": code,
            "name": names[code],
            "url": translate_url(request.get_full_path(), code),
            "is_current": code == get_language(),
        }
        for code in SPOKEN
    ]


def progress_of(steps, current) -> dict:
    """Which of how many this is; the check is the last."""
    number = steps.index(current) + 1 if current else len(steps) + 1
    back = steps[number - 2] if number > 1 else None
    return {
        "number": number,
        "count": len(steps) + 1,
        "back_url": reverse("setup:step", args=[back.name]) if back else "",
    }


def lines_of(steps, answers) -> list[dict]:
    """What was chosen, step by step, in words, with the way back to each."""
    return [
        {
            "label": step.title,
            "values": [value for value in _values(step.name, answers) if value],
            "url": reverse("setup:step", args=[step.name]),
        }
        for step in steps
    ]


def _values(name, answers):
    if name == "site":
        return [answers["name"], str(dict(settings.LANGUAGES).get(answers["language"], answers["language"]))]
    if name == "administrator":
        return [answers["person"], answers["email"]]
    if name == "kit":
        title = next((kit.title for kit in describe_kits() if kit.name == answers["kit"]), "")
        return [gettext("An empty site") if answers["kit"] == EMPTY else title]
    if name == "plugins":
        return [", ".join(title_of(label) for label in answers["plugins"]) or gettext("None for now")]
    theme = find_themes()[0].get(answers["theme"])
    return [theme.title if theme else answers["theme"]]
