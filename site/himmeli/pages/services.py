"""What can be done with pages, patterns and forms, whichever door it came through."""

import json
import logging
import time
import uuid
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import override
from wagtail.models import Locale

from himmeli.outbox.letters import full_address, write_letter

from .models import FormAnswer, FormPage, Pattern

logger = logging.getLogger("himmeli.pages")

# How long the same answer from the same visitor is taken for a second press of the button.
SAME_ANSWER_SECONDS = 600


def receive_answer(*, page: FormPage, form, sender: str) -> FormAnswer:
    """Keep what a visitor sent, and tell by e-mail whom the page names.

    The same answer sent twice is kept and told once. An e-mail that can't be sent is logged; the answer is kept.
    """
    window = int(time.time()) // SAME_ANSWER_SECONDS
    now, before = (_fingerprint(page, form, sender, number) for number in (window, window - 1))
    known = FormAnswer.objects.filter(fingerprint__in=[now, before]).first()
    if known is not None:
        return known
    try:
        with transaction.atomic():
            answer = FormAnswer.objects.create(page=page, form_data=form.answers, fingerprint=now)
            if page.to_address:
                _tell_by_email(page, form)
    except IntegrityError:
        return FormAnswer.objects.get(fingerprint=now)
    return answer


def _fingerprint(page, form, sender, window):
    words = json.dumps([page.pk, form.data.get("h_token"), form.answers, sender, window], cls=DjangoJSONEncoder)
    return salted_hmac("himmeli.pages.answers", words, algorithm="sha256").hexdigest()


def _tell_by_email(page, form):
    language = page.locale.language_code
    with override(language):
        answers = page.render_email(form)
    message = write_letter(
        "pages/emails/answer",
        to=[address.strip() for address in page.to_address.split(",") if address.strip()],
        subject=page.subject or page.title,
        context={
            "page": page,
            "answers": answers,
            "url": full_address(reverse("wagtailforms:list_submissions", args=[page.pk])),
        },
        language=language,
        reply_to=form.sender_address,
    )
    try:
        message.send()
    except OSError:
        logger.exception("The answer to form %s was kept, but could not be sent by e-mail.", page.pk)


def delete_old_answers() -> int:
    """Delete the answers that are older than their form keeps them. Returns how many."""
    deleted = 0
    for page in FormPage.objects.exclude(keep_answers_for=FormPage.Keep.ALWAYS):
        oldest = timezone.now() - timedelta(days=page.keep_answers_for)
        deleted += FormAnswer.objects.filter(page=page, submit_time__lt=oldest).delete()[0]
    return deleted


def load_patterns(folder: Path) -> list[Pattern]:
    """Load the patterns of a folder, in every language that a file has and the site knows.

    One that is there already is brought up to date; one that a coordinator deleted comes back only by this.
    """
    return [pattern for path in sorted(folder.glob("*.json")) for pattern in _load_pattern(path)]


@transaction.atomic
def _load_pattern(path):
    data = json.loads(path.read_text(encoding="utf-8"))
    key = uuid.uuid5(uuid.NAMESPACE_URL, f"himmeli:pattern:{path.stem}")
    loaded = []
    for code, body in data["body"].items():
        locale = Locale.objects.filter(language_code=code).first()
        if locale is None:
            continue
        values = {
            "name": data["name"][code],
            "description": data["description"][code],
            "body": json.dumps(_without_nothing(with_fresh_ids(body))),
            "is_shipped": True,
        }
        loaded.append(Pattern.objects.update_or_create(translation_key=key, locale=locale, defaults=values)[0])
    return loaded


def with_fresh_ids(value):
    """A stored stream without the ids of its items, at any depth: whoever stores it next gets new ones."""
    if isinstance(value, dict):
        is_item = "type" in value and "value" in value
        return {key: with_fresh_ids(part) for key, part in value.items() if not (is_item and key == "id")}
    if isinstance(value, list):
        return [with_fresh_ids(part) for part in value]
    return value


def _without_nothing(value):
    """What a file says is null is what a block begins with."""
    if isinstance(value, dict):
        return {key: _without_nothing(part) for key, part in value.items() if part is not None}
    return [_without_nothing(part) for part in value] if isinstance(value, list) else value


def stored_stream(body) -> list[dict]:
    """The items of a stream as they are stored."""
    return list(body.stream_block.get_prep_value(body))


@transaction.atomic
def start_page(*, page_class, parent, title: str, pattern: Pattern | None, actor):
    """Make a draft under `parent`, composed like the pattern, or empty. Returns the page."""
    body = with_fresh_ids(stored_stream(pattern.body)) if pattern else []
    page = page_class(title=title, live=False, owner=actor, locale=parent.locale, body=json.dumps(body))
    parent.add_child(instance=page)
    page.save_revision(user=actor, log_action="wagtail.create")
    return page


@transaction.atomic
def insert_pattern(*, page, pattern: Pattern, actor):
    """Add the pattern's blocks at the end of the newest draft of a page. What visitors see stays as it is."""
    draft = page.get_latest_revision_as_object()
    items = [*stored_stream(draft.body), *with_fresh_ids(stored_stream(pattern.body))]
    draft.body = json.dumps(items)
    draft.save_revision(user=actor, log_action=True)
    return draft


@transaction.atomic
def save_as_pattern(*, page, name: str, description: str, item_ids: Iterable[str]) -> Pattern:
    """Keep those sections of the newest draft of a page, in their order, as a pattern of the cooperative's own."""
    wanted = set(item_ids)
    items = [item for item in stored_stream(page.get_latest_revision_as_object().body) if item.get("id") in wanted]
    body = json.dumps(with_fresh_ids(items))
    return Pattern.objects.create(name=name, description=description, body=body, locale=page.locale)
