from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import connection

from himmeli.notices import kinds as registry
from himmeli.notices.kinds import NoticeKind, Placeholder, offer_notice_kind
from himmeli.notices.models import NoticeTimes

HELSINKI = ZoneInfo("Europe/Helsinki")


def make_kind(name="tests.bread", **fields):
    fields = {
        "label": "Leipää",
        "help": "Kun leipää on.",
        "group": "Kokeet",
        "subject": "{name} leipoi: {bread}",
        "opening": "Hei {receiver},\n\n{name} leipoi leivän {bread}.",
        "closing": "Terveisin {site}",
        "why": "Saat tämän, koska pidät leivästä.",
        "action": "Katso leipää",
        "placeholders": (Placeholder("name", "Leipuri", "Aino"), Placeholder("bread", "Leipä", "limppu")),
        **fields,
    }
    return NoticeKind(name=name, **fields)


@pytest.fixture
def offer():
    """Offer kinds for one test: `offer("tests.bread", in_site=False)`."""
    offered = []

    def add(name="tests.bread", **fields):
        offered.append(name)
        return offer_notice_kind(make_kind(name, **fields))

    yield add
    for name in offered:
        registry.kinds.remove(name)


@pytest.fixture
def bread(offer):
    return offer()


@pytest.fixture
def always_day(db, django_user_model):
    """For tests that are not about the hour: nobody has quiet hours."""

    def see_to(*users):
        for user in users:
            NoticeTimes.objects.update_or_create(user=user, defaults={"has_quiet_hours": False})

    return see_to


@pytest.fixture
def reader(member, always_day):
    always_day(member)
    return member


@pytest.fixture
def told(django_capture_on_commit_callbacks):
    """What is done inside is committed and delivered: `with told() as mails: notify(...)`."""
    from contextlib import contextmanager

    @contextmanager
    def box():
        mail.outbox.clear()
        connection.run_on_commit.clear()
        with django_capture_on_commit_callbacks(execute=True):
            yield mail.outbox

    return box
