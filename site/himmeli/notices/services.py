"""What can be done with notices. `notify` and `write_to` are for plugins; the rest is what a person does with hers."""

import uuid
from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from himmeli.stamps.services import bump
from himmeli.tasks import enqueue_once

from .exceptions import UnknownKind
from .kinds import ByEmail, NoticeKind, active_kinds, kinds
from .letters import letter_to_address
from .models import Notice, NoticeBatch, NoticeChoice, NoticeText, NoticeTimes
from .tasks import deliver_notices
from .words import STAMP
from .writing import write_notices

# More receivers than this are written down as one row, and told one by one outside the request.
IN_THE_REQUEST = 25
PLAIN = (str, int, float, bool, type(None))


@transaction.atomic
def notify(
    kind: str,
    receivers: Iterable | QuerySet,
    *,
    context: dict | None = None,
    url: str = "",
    quote: str = "",
    key: str = "",
    by_email: bool = True,
) -> None:
    """Tell people of something, each in the ways and in the language she has chosen.

    Part of the transaction under way: rolled back with it, never lost once it has committed. `receivers` are people
    or their primary keys; however many there are, the caller waits for one insert. `context` holds plain values for
    the placeholders of the kind's texts, `quote` what somebody wrote, `url` an address of this site. The same `key`
    again tells nobody again. `by_email=False` tells in the site only.

    Raises UnknownKind, and ValueError for what could not be shown. Nothing happens while the kind's plugin is off.
    """
    known = _checked_kind(kind, context or {}, url, key)
    if known is None:
        return
    ids = _ids_of(receivers)
    if not ids:
        return
    values = {"context": context or {}, "url": url, "quote": quote, "key": key}
    if len(ids) <= IN_THE_REQUEST:
        write_notices(known, ids, by_email=by_email, **values)
    else:
        values["key"] = key or f"batch-{uuid.uuid4()}"
        NoticeBatch.objects.create(kind=kind, receiver_ids=ids, by_email=by_email, **values)
    enqueue_once(deliver_notices)


def write_to(
    kind: str,
    address: str,
    *,
    language: str,
    stop_url: str,
    name: str = "",
    context: dict | None = None,
    url: str = "",
    quote: str = "",
) -> None:
    """Tell somebody who has no sign-in, by e-mail at once, in the same words and look.

    `stop_url` is an address of the site that ends such e-mails: asked for, it asks back; with a POST it does it. Part
    of the transaction under way, as `notify` is; once for each call.
    """
    known = _checked_kind(kind, context or {}, url, "")
    if known is not None:
        letter_to_address(
            known, address, name=name, language=language, context=context or {}, url=url, quote=quote, stop_url=stop_url
        ).send()


def mark_read(notice: Notice, *, is_read: bool = True) -> None:
    """Once read it is not repeated in a summary."""
    Notice.objects.filter(pk=notice.pk).update(read_at=(notice.read_at or timezone.now()) if is_read else None)


def mark_all_read(user) -> int:
    return Notice.objects.of(user).unread().update(read_at=timezone.now())


@transaction.atomic
def choose_ways(user, ways: dict[str, tuple[bool, str]]) -> None:
    """Keep how a person wants to be told: {name of kind: (in the site, by e-mail)}. Those of other kinds stay."""
    rows = [NoticeChoice(user=user, kind=name, in_site=site, by_email=email) for name, (site, email) in ways.items()]
    NoticeChoice.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["user", "kind"], update_fields=["in_site", "by_email"]
    )


def choose_times(user, **times) -> NoticeTimes:
    return NoticeTimes.objects.update_or_create(user=user, defaults=times)[0]


@transaction.atomic
def stop_emails(user, names: list[str]) -> list[NoticeKind]:
    """No more e-mails of these kinds; what is told in the site stays. Returns the kinds that were meant.

    What waits for a summary or for the morning does not leave either.
    """
    stopped = [entry.value for name in names if (entry := kinds.find(name)) and entry.value.may_be_off]
    for kind in stopped:
        NoticeChoice.objects.update_or_create(
            user=user,
            kind=kind.name,
            defaults={"by_email": ByEmail.NEVER},
            create_defaults={"by_email": ByEmail.NEVER, "in_site": kind.in_site},
        )
    Notice.objects.filter(receiver=user, kind__in=[kind.name for kind in stopped]).update(email_due_at=None)
    return stopped


@transaction.atomic
def save_text(*, kind: NoticeKind, language: str, **texts) -> NoticeText | None:
    """Keep the cooperative's own words. With none left the row goes, and None is returned."""
    if not any(texts.values()):
        reset_text(kind=kind, language=language)
        return None
    text = NoticeText.objects.update_or_create(kind=kind.name, language=language, defaults=texts)[0]
    bump(STAMP)
    return text


@transaction.atomic
def reset_text(*, kind: NoticeKind, language: str) -> bool:
    """Back to the original words. Returns whether there were others."""
    number, _ = NoticeText.objects.filter(kind=kind.name, language=language).delete()
    bump(STAMP)
    return bool(number)


def _checked_kind(name, context, url, key):
    entry = kinds.find(name)
    if entry is None:
        raise UnknownKind(name)
    strange = [key for key, value in context.items() if not isinstance(value, PLAIN)]
    if strange:
        raise ValueError(f"{name}: {', '.join(strange)} must be plain values")
    if url and not _is_of_this_site(url):
        raise ValueError(f"{name}: {url} is no address of this site")
    if len(key) > Notice._meta.get_field("key").max_length:
        raise ValueError(f"{name}: the key is too long")
    return active_kinds().get(name)


def _is_of_this_site(url):
    return url_has_allowed_host_and_scheme(url.removeprefix(settings.SITE_URL), allowed_hosts=None)


def _ids_of(receivers):
    if isinstance(receivers, QuerySet) and issubclass(receivers.model, get_user_model()):
        return list(dict.fromkeys(receivers.order_by("pk").values_list("pk", flat=True)))
    return list(dict.fromkeys(getattr(receiver, "pk", receiver) for receiver in receivers if receiver is not None))
