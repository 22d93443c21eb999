"""The steps of the set-up, in order: what each asks, and what is known so far."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from . import forms
from .models import SetUp
from .need import has_pages
from .services import Choices


@dataclass(frozen=True)
class Step:
    name: str
    title: str
    intro: str
    form: type
    # What must be answered before this step counts as done.
    keys: tuple[str, ...]
    # Cards with pictures to choose from; the form's first field holds the choice.
    has_cards: bool = False

    def is_done(self, answers: dict) -> bool:
        return all(key in answers for key in self.keys)

    def answers_of(self, form) -> dict:
        answers = getattr(form, "answers", form.cleaned_data)
        return {key: answers[key] for key in self.keys}


STEPS = (
    Step("site", _("Your cooperative"), "", forms.SiteForm, ("name", "language")),
    Step(
        "administrator",
        _("You, the administrator"),
        _("You look after the site. You can invite others to do it with you later."),
        forms.AdministratorForm,
        ("person", "email", "password_hash"),
    ),
    Step(
        "kit",
        _("A site to start from"),
        _("Ready pages of an invented cooperative. You change the words and pictures to your own."),
        forms.KitForm,
        ("kit",),
        has_cards=True,
    ),
    Step(
        "plugins",
        _("What the site can do"),
        _("Plugins add to the site. You can switch each on or off later."),
        forms.PluginsForm,
        ("plugins",),
        has_cards=True,
    ),
    Step(
        "theme",
        _("How it looks"),
        _("You can change the theme, its colours and fonts later."),
        forms.ThemeForm,
        ("theme",),
        has_cards=True,
    ),
)
# A site that has pages gets its administrator, and stays as it is.
FOR_SITE_WITH_PAGES = ("site", "administrator")


def steps_to_take() -> list[Step]:
    return [step for step in STEPS if not has_pages() or step.name in FOR_SITE_WITH_PAGES]


def first_open(steps: list[Step], answers: dict) -> Step | None:
    """The first step without an answer; None when all are done."""
    return next((step for step in steps if not step.is_done(answers)), None)


def keep_answers(row: SetUp, step: Step, form) -> None:
    """Keep what a step was answered. Another kit brings its own plugins and theme to choose from."""
    before = row.answers.get("kit")
    row.answers = {**row.answers, **step.answers_of(form)}
    if step.name == "kit" and before not in (None, row.answers["kit"]):
        row.answers.pop("plugins", None)
        row.answers.pop("theme", None)
    row.save(update_fields=["answers"])


def choices_of(answers: dict) -> Choices:
    kit = answers.get("kit", forms.EMPTY)
    return Choices(
        language=answers["language"],
        name=answers["name"],
        person=answers["person"],
        email=answers["email"],
        password_hash=answers["password_hash"],
        kit="" if kit == forms.EMPTY else kit,
        plugins=tuple(answers.get("plugins", ())),
        theme=answers.get("theme", ""),
    )
