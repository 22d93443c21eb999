"""The e-mails of notices: one for each, or a summary of several."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import override

from himmeli.office.dates import date_and_time
from himmeli.outbox.letters import full_address, write_letter
from himmeli.outbox.messages import open_to_coordinators

from .core_kinds import SUMMARY
from .kinds import NoticeKind, active_kinds, kinds
from .models import Notice
from .times import zone_of
from .tokens import stop_address
from .words import Words, fill, title_of, values_for, words_of

LETTER, SUMMARY_LETTER = "notices/emails/notice", "notices/emails/summary"
# Longer ones are read on the site.
LONGEST_QUOTE, QUOTE_IN_SUMMARY = 1500, 200


@dataclass(frozen=True)
class Line:
    """One notice in a summary."""

    title: str
    quote: str
    url: str
    # In words, by the clock where the reader is.
    at: str


def letter_of(notice: Notice, receiver):
    kind = active_kinds()[notice.kind]
    values = values_for(notice.context, receiver=str(receiver), language=receiver.language)
    with override(receiver.language):
        stop = stop_address(receiver.pk, [kind.name]) if kind.may_be_off else ""
    return compose(
        kind,
        words_of(kind, receiver.language),
        values,
        to=receiver.email,
        language=receiver.language,
        url=notice.url,
        quote=notice.quote,
        stop=stop,
        has_choices=kind.may_be_off,
    )


def letter_to_address(kind: NoticeKind, address, *, name, language, context, url, quote, stop_url):
    """To somebody without a sign-in: she has no choices here but to end it."""
    values = values_for(context, receiver=name, language=language)
    stop = full_address(stop_url)
    return compose(
        kind, words_of(kind, language), values, to=address, language=language, url=url, quote=quote, stop=stop
    )


def summary_of(notices: list[Notice], receiver):
    """Several notices in one letter, the oldest first."""
    kind, language = kinds.find(SUMMARY).value, receiver.language
    with override(language), timezone.override(zone_of(receiver.time_zone)):
        names = [notice.kind for notice in notices if active_kinds()[notice.kind].may_be_off]
        stop = stop_address(receiver.pk, names) if names else ""
        lines = [_line(notice, receiver) for notice in notices]
        url = reverse("notices:list")
    values = values_for({"number": len(lines)}, receiver=str(receiver), language=language)
    is_open = not any(active_kinds()[notice.kind].is_private for notice in notices)
    return compose(
        kind,
        words_of(kind, language),
        values,
        to=receiver.email,
        language=language,
        url=url,
        stop=stop,
        lines=lines,
        has_choices=True,
        is_open=is_open,
    )


def compose(
    kind: NoticeKind,
    words: Words,
    values: dict,
    *,
    to,
    language,
    url,
    stop,
    quote="",
    lines=(),
    has_choices=False,
    is_open=None,
):
    """A letter in the site's look, with the headers by which mail programs end such letters (RFC 8058)."""
    with override(language):
        choices = full_address(reverse("notices:choices")) if has_choices else ""
    context = {
        "opening": fill(words.opening, values).strip(),
        "closing": fill(words.closing, values).strip(),
        "action": fill(words.action, values),
        "why": fill(words.why, values),
        "url": full_address(url) if url else "",
        "quote": Truncator(quote).chars(LONGEST_QUOTE),
        "lines": lines,
        "stop": stop,
        "choices": choices,
    }
    headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"} if stop else {}
    subject = fill(words.subject, values)
    template = SUMMARY_LETTER if kind.name == SUMMARY else LETTER
    letter = write_letter(template, to=[to], subject=subject, context=context, language=language, headers=headers)
    if not kind.is_private if is_open is None else is_open:
        open_to_coordinators(letter)
    return letter


def _line(notice, receiver):
    title = title_of(notice, receiver, receiver.language)
    url = full_address(notice.url) if notice.url else ""
    return Line(title, Truncator(notice.quote).chars(QUOTE_IN_SUMMARY), url, date_and_time(notice.created_at))
