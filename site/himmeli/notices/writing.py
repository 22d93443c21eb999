"""Writes notices, many in one insert, each with the time at which it leaves by e-mail."""

from django.contrib.auth import get_user_model
from django.utils import timezone

from .choices import is_told, times_of, ways_of
from .kinds import ByEmail, NoticeKind
from .models import Notice
from .times import email_due_at


def write_notices(kind: NoticeKind, receiver_ids: list[int], *, by_email: bool, key: str, **values) -> None:
    """A notice for each receiver who wants one. Those who have one with this key get no other."""
    users = get_user_model().objects.filter(pk__in=receiver_ids, is_active=True)
    zones = dict(users.order_by("pk").values_list("pk", "time_zone"))
    ways, times, now = ways_of([kind], list(zones)), times_of(list(zones)), timezone.now()
    rows = []
    for user_id, zone in zones.items():
        chosen = ways[user_id, kind.name]
        way = chosen.by_email if by_email else ByEmail.NEVER
        due, is_gathered = email_due_at(way, times[user_id], zone, now, may_wait=kind.waits_for_morning)
        if is_told(chosen) and (chosen.in_site or due):
            rows.append(
                Notice(
                    receiver_id=user_id,
                    kind=kind.name,
                    key=key,
                    in_site=chosen.in_site,
                    created_at=now,
                    email_due_at=due,
                    is_gathered=is_gathered,
                    **values,
                )
            )
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
