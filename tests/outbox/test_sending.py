"""What a mail server says, and what becomes of the e-mail."""

import threading
import time
from datetime import timedelta

import pytest
from django.core.mail import send_mail
from django.db import connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from himmeli.outbox import claims
from himmeli.outbox.claims import claim_due, note_sent, pause_before
from himmeli.outbox.faults import Failure
from himmeli.outbox.models import Email
from himmeli.outbox.sending import send_due
from himmeli.tasks.worker import TaskWorker


@pytest.fixture
def written(db):
    def write(*addresses, subject="Talkoot"):
        send_mail(subject, "Tule mukaan.", None, list(addresses or ["raija@example.org"]))
        return Email.objects.order_by("-pk").first()

    return write


def make_due():
    Email.objects.update(due_at=timezone.now() - timedelta(seconds=1))


@pytest.mark.parametrize(
    ("where", "reply", "state", "fault"),
    [
        ("RCPT", "550 no such user", "refused", "address"),
        ("RCPT", "450 try later", "waiting", "passing"),
        (".", "554 spam", "refused", "message"),
        (".", "451 busy", "waiting", "passing"),
        ("DATA", "452 full", "waiting", "passing"),
        ("MAIL", "550 who are you", "waiting", "settings"),
        ("CONNECT", "554 go away", "waiting", "settings"),
        ("CONNECT", "421 busy", "waiting", "connection"),
    ],
)
def test_answer_decides_what_becomes_of_it(where, reply, state, fault, written, mail_server):
    email = written()
    mail_server.script.replies[where] = reply

    assert send_due() == 0

    email.refresh_from_db()
    assert (email.state, email.fault, email.attempts) == (state, fault, 1)
    assert reply in email.error
    assert (email.claim, email.claimed_until) == (None, None)
    if state == "waiting":
        assert timedelta(seconds=40) < email.due_at - timezone.now() < timedelta(seconds=80)
        make_due()
        mail_server.script.replies.clear()
        assert send_due() == 1
        assert len(mail_server.received) == 1
    else:
        make_due()
        assert send_due() == 0


def test_one_bad_address_hinders_no_other(written, mail_server):
    mail_server.script.replies["poissa@example.org"] = "550 unknown"
    bad, good = written("poissa@example.org"), written("raija@example.org")

    assert send_due() == 1

    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.state, good.state) == ("refused", "sent")


def test_address_refused_among_others_is_told_and_one_that_asked_to_wait_is_tried_again(written, mail_server):
    mail_server.script.replies |= {"poissa@example.org": "550 unknown", "harmaa@example.org": "450 greylisted"}
    email = written("raija@example.org", "poissa@example.org", "harmaa@example.org")
    send_due()
    email.refresh_from_db()
    assert (email.state, email.left) == ("waiting", ["harmaa@example.org"])
    assert "poissa@example.org: 550 unknown" in email.error

    mail_server.script.replies.clear()
    make_due()
    send_due()

    email.refresh_from_db()
    assert email.state == "sent"
    assert [mail.addresses for mail in mail_server.received] == [["raija@example.org"], ["harmaa@example.org"]]


def test_server_that_is_away_is_asked_once_and_all_wait(written, settings):
    settings.EMAIL_PORT = 1
    emails = [written() for _ in range(3)]

    assert send_due() == 0

    states = list(Email.objects.order_by("pk").values_list("state", "fault", "attempts", "claim"))
    assert states == [("waiting", "connection", 1, None)] + [("waiting", "connection", 0, None)] * 2
    assert not Email.objects.due().exists()
    assert len(emails) == 3


@pytest.mark.parametrize("place", ["CONNECT", "EHLO", "MAIL", "DATA", "."])
def test_server_that_says_nothing_costs_no_more_than_its_time(place, written, mail_server, settings):
    settings.EMAIL_TIMEOUT = 0.5
    mail_server.script.hangs_at = place
    email = written()
    began = time.monotonic()

    assert send_due() == 0

    assert time.monotonic() - began < 5
    email.refresh_from_db()
    assert (email.state, email.fault) == ("waiting", "connection")


def test_whole_message_has_an_end_though_each_answer_comes_in_time(written, mail_server, settings):
    settings.HIMMELI_MAIL_SECONDS_PER_MESSAGE = 0.5
    settings.EMAIL_TIMEOUT = 30
    mail_server.script.hangs_at = "DATA"
    began = time.monotonic()
    written()

    send_due()

    assert time.monotonic() - began < 5


def test_pauses_grow_with_jitter_up_to_an_end():
    passing, away = Failure("passing"), Failure("connection", stops_all=True)
    for attempt, minutes in [(1, 1), (2, 2), (5, 16), (9, 240), (40, 240)]:
        pauses = {pause_before(attempt, passing) for _ in range(30)}
        assert len(pauses) > 1
        assert timedelta(minutes=minutes * 0.75) <= min(pauses) <= max(pauses) <= timedelta(minutes=minutes * 1.25)
    assert pause_before(40, away) <= timedelta(minutes=15 * 1.25)


def test_it_is_given_up_after_days(written, mail_server, settings):
    settings.HIMMELI_MAIL_GIVE_UP_DAYS = 4
    mail_server.script.replies["."] = "451 busy"
    email = written()
    Email.objects.update(first_due_at=timezone.now() - timedelta(days=3, hours=23), attempts=3)
    send_due()
    email.refresh_from_db()
    assert email.state == "waiting"

    Email.objects.update(first_due_at=timezone.now() - timedelta(days=4), due_at=timezone.now())
    send_due()

    email.refresh_from_db()
    assert email.state == "given_up"
    assert "451 busy" in email.error


def test_what_one_has_taken_no_other_gets_until_the_claim_runs_out(written):
    email = written()
    [taken] = claim_due(10)
    assert claim_due(10) == []

    Email.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    [again] = claim_due(10)

    assert again.pk == taken.pk == email.pk
    assert not note_sent(taken)
    assert note_sent(again)


def test_claim_that_is_about_to_run_out_is_given_back(written, mail_server, monkeypatch):
    monkeypatch.setattr(claims, "CLAIM_FOR", timedelta(seconds=20))
    email = written()

    send_due(limit=1)

    assert mail_server.received == []
    email.refresh_from_db()
    assert (email.state, email.claim, email.attempts) == ("waiting", None, 0)


def send_from_threads(number):
    start = threading.Barrier(number)

    def come():
        start.wait()
        try:
            send_due()
        finally:
            connection.close()

    threads = [threading.Thread(target=come) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.django_db(transaction=True)
def test_several_senders_at_once_send_each_one_once(mail_server, monkeypatch):
    monkeypatch.setattr("himmeli.outbox.services.send_soon", lambda: None)
    for number in range(35):
        send_mail(f"Talkoot {number}", "Tule.", None, ["raija@example.org"])

    send_from_threads(4)

    subjects = [mail.message["Subject"] for mail in mail_server.received]
    assert sorted(subjects) == sorted(f"Talkoot {number}" for number in range(35))
    assert set(Email.objects.values_list("state", flat=True)) == {"sent"}


@pytest.mark.django_db(transaction=True)
def test_without_claims_they_would_send_it_several_times(mail_server, monkeypatch):
    """The race is there: the test above can fail."""
    monkeypatch.setattr("himmeli.outbox.services.send_soon", lambda: None)
    monkeypatch.setattr("himmeli.outbox.sending.note_sent", lambda *args, **more: True)
    send_mail("Talkoot", "Tule.", None, ["raija@example.org"])
    together = threading.Barrier(3)

    def take_anyway(number):
        email = Email.objects.get()
        email.claimed_until = timezone.now() + timedelta(minutes=10)
        together.wait()
        return [email] if not mail_server.received else []

    monkeypatch.setattr("himmeli.outbox.sending.claim_due", take_anyway)
    monkeypatch.setattr("himmeli.outbox.sending._send", send_once)
    send_from_threads(3)

    assert len(mail_server.received) == 3


def send_once(emails):
    from himmeli.outbox.messages import message_of
    from himmeli.outbox.transports import open_transport

    open_transport().send_messages([message_of(emails[0])])
    return 1, False


@pytest.fixture
def with_worker(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.mark.django_db(transaction=True)
def test_worker_sends_and_nobody_waits_for_the_mail_server(mail_server, with_worker, settings):
    mail_server.script.hangs_at = "."
    settings.EMAIL_TIMEOUT = 2
    began = time.monotonic()

    send_mail("Talkoot", "Tule.", None, ["raija@example.org"])
    assert time.monotonic() - began < 1
    assert mail_server.received == []
    TaskWorker().run(until_empty=True, with_jobs=False)
    assert Email.objects.get().fault == "connection"

    mail_server.script.hangs_at = ""
    make_due()
    send_mail("Toinen", "Tule.", None, ["raija@example.org"])
    TaskWorker().run(until_empty=True, with_jobs=False)
    assert Email.objects.filter(state="sent").count() == 2
    assert len(mail_server.received) == 2


@pytest.mark.django_db(transaction=True)
def test_worker_is_asked_once_in_a_transaction_and_not_at_all_when_it_is_rolled_back(with_worker):
    with transaction.atomic():
        for number in range(3):
            send_mail(f"Talkoot {number}", "Tule.", None, ["raija@example.org"])
        with pytest.raises(RuntimeError), transaction.atomic():
            send_mail("Ei", "Ei.", None, ["raija@example.org"])
            raise RuntimeError
    assert DBTaskResult.objects.count() == 1

    with transaction.atomic():
        with pytest.raises(RuntimeError), transaction.atomic():
            send_mail("Ei", "Ei.", None, ["raija@example.org"])
            raise RuntimeError
        # What was noted inside went with the row: the next one asks anew.
        send_mail("Talkoot 4", "Tule.", None, ["raija@example.org"])
    assert DBTaskResult.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_letter_to_many_leaves_in_parts_with_room_for_other_tasks(mail_server, with_worker, monkeypatch):
    monkeypatch.setattr("himmeli.outbox.tasks.AT_ONCE", 10)
    with transaction.atomic():
        for number in range(25):
            send_mail(f"Kirje {number}", "Hei.", None, ["raija@example.org"])

    TaskWorker().run(until_empty=True, with_jobs=False)

    assert len(mail_server.received) == 25
    assert DBTaskResult.objects.successful().count() == 3
