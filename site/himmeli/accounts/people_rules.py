"""The rules for people as they are now. Read once, kept until content changes."""

from dataclasses import dataclass

from wagtail.models import Page

from himmeli.stamps.services import remember

from .models import PeopleRules


@dataclass(frozen=True)
class Rules:
    door: str
    second_step: str
    terms_page_id: int | None

    @property
    def is_open(self) -> bool:
        return self.door == PeopleRules.Door.OPEN

    @property
    def asks_approval(self) -> bool:
        return self.door == PeopleRules.Door.APPROVAL

    @property
    def by_invitation(self) -> bool:
        return self.door == PeopleRules.Door.INVITATION


def people_rules() -> Rules:
    return remember("content", "people_rules", _load)


def terms_address(language: str) -> str:
    """Where the terms are, in a language if they are in it; "" for a site without, or when they are not public."""
    page = Page.objects.filter(pk=people_rules().terms_page_id).first()
    if page is None:
        return ""
    translated = page.get_translations(inclusive=True).live().public().filter(locale__language_code=language).first()
    page = translated or (page if page.live else None)
    return (page.get_url() if page else "") or ""


def _load():
    row = PeopleRules.objects.first() or PeopleRules()
    return Rules(row.door, row.second_step, row.terms_page_id)
