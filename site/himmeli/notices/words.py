"""What notices say: the originals or the cooperative's own words, with values in the place of {placeholders}."""

import re
from dataclasses import dataclass

from django.utils.translation import override

from himmeli.identity.details import site_details
from himmeli.stamps.services import remember

from .kinds import NoticeKind, active_kinds
from .models import NoticeText

STAMP = "notice texts"
FIELDS = ("subject", "opening", "closing")
PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Words:
    """The texts of a kind in one language, their placeholders not yet filled."""

    subject: str
    opening: str
    closing: str
    action: str
    why: str


def words_of(kind: NoticeKind, language: str) -> Words:
    """The texts in a language: the cooperative's own where it has some, the originals elsewhere."""
    return _with_own(original_words(kind, language), own_texts().get((kind.name, language), {}))


def original_words(kind: NoticeKind, language: str) -> Words:
    with override(language):
        return Words(*(str(getattr(kind, name)) for name in FIELDS), action=str(kind.action), why=str(kind.why))


def words_with(kind: NoticeKind, language: str, own: dict) -> Words:
    """The texts as they would be with these own words, for a preview."""
    return _with_own(original_words(kind, language), own)


def own_texts() -> dict:
    """{(kind, language): {field: text}} of all that has been written anew."""
    return remember(STAMP, "own texts", _query_own_texts)


def fill(text: str, values: dict) -> str:
    """Put values in the place of placeholders. What is not known is left out."""
    return PLACEHOLDER.sub(lambda match: str(values.get(match[1], "")), text)


def values_for(notice_context: dict, *, receiver: str, language: str) -> dict:
    return {**notice_context, "receiver": receiver, "site": site_details(language).name}


def title_of(notice, receiver, language: str) -> str:
    """A notice in one line, as its receiver reads it."""
    values = values_for(notice.context, receiver=str(receiver), language=language)
    return fill(words_of(active_kinds()[notice.kind], language).subject, values)


def unknown_placeholders(text: str, kind: NoticeKind) -> list[str]:
    """Those that the kind does not have, as they are written."""
    known = {one.name for one in kind.all_placeholders}
    return [f"{{{name}}}" for name in dict.fromkeys(PLACEHOLDER.findall(text)) if name not in known]


def has_stray_bracket(text: str) -> bool:
    return bool(re.search(r"[{}]", PLACEHOLDER.sub("", text)))


def _with_own(words, own):
    chosen = {name: own.get(name) or getattr(words, name) for name in FIELDS}
    return Words(**chosen, action=words.action, why=words.why)


def _query_own_texts():
    return {(row.kind, row.language): {name: getattr(row, name) for name in FIELDS} for row in NoticeText.objects.all()}
