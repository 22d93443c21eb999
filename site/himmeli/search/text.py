"""The plain text of a thing, and the part of it that answers a query, with the words marked."""

import html
import re

from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString, mark_safe
from wagtail.search import index

from himmeli.blocks.choosers import words_only

from .words import Word, folded

EXCERPT_LENGTH = 220
SPACE = re.compile(r"\s+")
WORD = re.compile(r"\w+")


def text_of(thing) -> str:
    """Everything of a thing that is searched, but its title."""
    summary = getattr(thing, "summary", "")
    fields = [field for field in thing.get_search_fields() if isinstance(field, index.SearchField)]
    with words_only():
        parts = [field.get_value(thing) for field in fields if field.field_name not in {"title", "intro"}]
    return plain([summary, *parts])


def plain(value) -> str:
    if isinstance(value, list | tuple):
        return " ".join(words for words in map(plain, value) if words)
    if isinstance(value, dict):
        return plain(list(value.values()))
    text = str(value or "").replace("<", " <")
    return SPACE.sub(" ", html.unescape(strip_tags(text))).strip()


def excerpt(text: str, words: list[Word]) -> str:
    """About two lines of a text around the first word found, else its beginning."""
    first = next((match.start() for match in WORD.finditer(text) if _is_found(match.group(), words)), 0)
    start = 0 if first < EXCERPT_LENGTH // 2 else _after_space(text, first - EXCERPT_LENGTH // 3)
    if len(text) - start <= EXCERPT_LENGTH:
        part = text[start:]
    else:
        part = text[start : start + EXCERPT_LENGTH].rpartition(" ")[0] + "…"
    return f"…{part}" if start else part


def marked(text: str, words: list[Word]) -> SafeString:
    """The text with every word that was found in `<mark>`; everything else escaped."""
    parts, end = [], 0
    for match in WORD.finditer(text):
        if _is_found(match.group(), words):
            parts += [escape(text[end : match.start()]), f"<mark>{escape(match.group())}</mark>"]
            end = match.end()
    return mark_safe("".join([*parts, escape(text[end:])]))


def _is_found(written, words):
    plain_word = folded(written)
    return any(plain_word.startswith(word.folded_beginnings) for word in words)


def _after_space(text, position):
    space = text.find(" ", position)
    return position if space < 0 else space + 1
