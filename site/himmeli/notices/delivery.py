"""Hands what is due to the outbox. What becomes an e-mail, and that it has, is written in one transaction."""

import logging
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.core.mail import get_connection
from django.db import connection, transaction
from django.utils import timezone

from .choices import ways_of
from .kinds import ByEmail, active_kinds
from .letters import letter_of, summary_of
from .models import Notice, NoticeBatch
from .writing import write_notices

logger = logging.getLogger("himmeli.notices")

BATCH, RECEIVERS = 500, 50
AFTER_AN_ERROR = timedelta(hours=1)


def deliver_due(now=None) -> None:
    """Tell everybody of what was written for many, then hand to the outbox all that is due by now."""
    while _expand_some():
        pass
    while _deliver_some(now or timezone.now()):
        pass


@transaction.atomic
def _expand_some() -> bool:
    """Write the next notices of a batch; where it stands is kept with them, so that nobody is told twice or not."""
    kinds = active_kinds()
    batch = _locked(NoticeBatch.objects.filter(kind__in=kinds)).first()
    if batch is None:
        return False
    ids = batch.receiver_ids[batch.done : batch.done + BATCH]
    values = {name: getattr(batch, name) for name in ("context", "quote", "url", "key", "by_email")}
    write_notices(kinds[batch.kind], ids, **values)
    batch.done += len(ids)
    if batch.done >= len(batch.receiver_ids):
        batch.delete()
    else:
        batch.save(update_fields=["done"])
    return True


@transaction.atomic
def _deliver_some(now) -> bool:
    """The e-mails of some receivers. They are locked meanwhile, so that no summary is written twice or in two parts."""
    due = Notice.objects.due_by_email(now)
    ids = list(due.order_by().values_list("receiver_id", flat=True).distinct()[:RECEIVERS])
    receivers = {user.pk: user for user in _locked(get_user_model().objects.filter(pk__in=ids), no_key=True)}
    if not receivers:
        return False
    notices = list(due.filter(receiver__in=receivers).order_by("receiver_id", "created_at", "pk"))
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(email_due_at=None)
    letters, told, failed = [], [], []
    for receiver, group in _groups(_wanted(notices, receivers), receivers):
        letter = _written(receiver, group)
        letters += [letter] if letter else []
        (told if letter else failed).extend(notice.pk for notice in group)
    Notice.objects.filter(pk__in=told).update(emailed_at=now)
    Notice.objects.filter(pk__in=failed).update(email_due_at=now + AFTER_AN_ERROR)
    get_connection().send_messages(letters)
    return True


def _wanted(notices, receivers):
    """Without what has been read in the site by now, and what its receiver no longer wants by e-mail."""
    kinds = active_kinds()
    used = [kinds[name] for name in {notice.kind for notice in notices}]
    ways = ways_of(used, list(receivers))
    for notice in notices:
        is_news = not (notice.is_gathered and notice.is_read)
        wants = ways[notice.receiver_id, notice.kind].by_email != ByEmail.NEVER
        if is_news and wants and receivers[notice.receiver_id].is_active:
            yield notice


def _groups(notices, receivers):
    """(receiver, notices of one e-mail): those to be gathered together, the others one by one."""
    gathered = {}
    for notice in notices:
        receiver = receivers[notice.receiver_id]
        if notice.is_gathered:
            gathered.setdefault(notice.receiver_id, []).append(notice)
        else:
            yield receiver, [notice]
    for receiver_id, group in gathered.items():
        yield receivers[receiver_id], group


def _written(receiver, group):
    """The letter; None for one that can't be written, which hinders no other and is tried again later."""
    try:
        letter = letter_of(group[0], receiver) if len(group) == 1 else summary_of(group, receiver)
        letter.message()
    except Exception:
        logger.exception("the e-mail about %s could not be written", group[0])
        return None
    return letter


def _locked(queryset, **options):
    """Locked, without those that another process has. SQLite lets one transaction write at a time anyway."""
    if not connection.features.has_select_for_update_skip_locked:
        return queryset.order_by("pk")
    if not connection.features.has_select_for_no_key_update:
        options = {}
    return queryset.order_by("pk").select_for_update(skip_locked=True, **options)
