"""How people want to be told: what they chose, or what the kind proposes. Asked for many people in few queries."""

from dataclasses import dataclass

from .kinds import ByEmail, NoticeKind
from .models import NoticeChoice, NoticeTimes


@dataclass(frozen=True)
class Ways:
    in_site: bool
    by_email: str


def proposed(kind: NoticeKind) -> Ways:
    return Ways(kind.in_site, kind.by_email)


def ways_of(kinds: list[NoticeKind], user_ids) -> dict[tuple[int, str], Ways]:
    """{(person, name of kind): ways} for every pair. What may not be off is told whatever was chosen before."""
    names = {kind.name: kind for kind in kinds}
    ways = {(user_id, kind.name): proposed(kind) for user_id in user_ids for kind in kinds}
    chosen = NoticeChoice.objects.filter(user__in=user_ids, kind__in=names)
    for user_id, name, in_site, by_email in chosen.values_list("user_id", "kind", "in_site", "by_email"):
        if names[name].may_be_off:
            ways[user_id, name] = Ways(in_site, by_email)
    return ways


def times_of(user_ids) -> dict[int, NoticeTimes]:
    """{person: times}, with the usual ones for who chose none."""
    known = {times.user_id: times for times in NoticeTimes.objects.filter(user__in=user_ids)}
    return {user_id: known.get(user_id) or NoticeTimes(user_id=user_id) for user_id in user_ids}


def is_told(ways: Ways) -> bool:
    return ways.in_site or ways.by_email != ByEmail.NEVER
