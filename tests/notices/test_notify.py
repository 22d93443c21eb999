"""Telling people: in the ways each has chosen, once, and only of what was committed."""

import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from himmeli.notices import delivery
from himmeli.notices.delivery import deliver_due
from himmeli.notices.exceptions import UnknownKind
from himmeli.notices.kinds import ByEmail
from himmeli.notices.models import Notice, NoticeBatch, NoticeChoice, NoticeTimes
from himmeli.notices.services import choose_ways, mark_read, notify, stop_emails, write_to
from himmeli.plugins.activation import switch_off, switch_on

VALUES = {"context": {"name": "Aino", "bread": "limppu"}, "url": "/fi/leipa/", "quote": "Tuore <b>leipä</b>."}


def due_now():
    Notice.objects.filter(email_due_at__isnull=False).update(email_due_at=timezone.now() - timedelta(seconds=1))


@pytest.mark.parametrize("in_site", [True, False])
@pytest.mark.parametrize("by_email", list(ByEmail))
def test_each_is_told_in_the_ways_she_chose(in_site, by_email, bread, reader, told):
    choose_ways(reader, {bread.name: (in_site, by_email)})

    with told() as mails:
        notify(bread.name, [reader], **VALUES)

    assert Notice.objects.of(reader).count() == int(in_site)
    assert len(mails) == int(by_email == ByEmail.AT_ONCE)
    waits = Notice.objects.filter(email_due_at__isnull=False)
    assert waits.count() == int(by_email in (ByEmail.DAILY, ByEmail.WEEKLY))
    assert Notice.objects.count() == int(in_site or by_email != ByEmail.NEVER)


def test_email_says_it_in_text_and_html_in_the_readers_language(offer, reader, told):
    from django.utils.translation import gettext_lazy

    kind = offer(action=gettext_lazy("Save"))
    reader.language = "sv"
    reader.save()

    with told() as mails:
        notify(kind.name, [reader], **VALUES)

    [letter] = mails
    assert letter.to == [reader.email]
    assert letter.subject == "Aino leipoi: limppu"
    assert "Hei Pentti Sampela,\n\nAino leipoi leivän limppu." in letter.body
    assert "Tuore <b>leipä</b>." in letter.body
    assert "Spara:\nhttp://127.0.0.1:8000/fi/leipa/" in letter.body
    assert "Saat tämän, koska pidät leivästä." in letter.body
    html = letter.alternatives[0][0]
    assert 'lang="sv"' in html
    assert "Tuore &lt;b&gt;leipä&lt;/b&gt;." in html
    assert 'href="http://127.0.0.1:8000/fi/leipa/"' in html
    assert "/sv/mina/meddelanden/" in letter.body


def test_letter_ends_its_kind_by_the_mail_programs_own_button(bread, reader, told):
    with told() as mails:
        notify(bread.name, [reader], **VALUES)

    headers = mails[0].extra_headers
    assert headers["List-Unsubscribe"].startswith("<http://127.0.0.1:8000/fi/omat/ilmoitukset/lopeta/")
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["Auto-Submitted"] == "auto-generated"


def test_what_nobody_may_miss_comes_whatever_was_chosen_and_has_no_end(offer, reader, told):
    kind = offer(may_be_off=False)
    NoticeChoice.objects.create(user=reader, kind=kind.name, in_site=False, by_email="never")

    with told() as mails:
        notify(kind.name, [reader], **VALUES)

    assert "List-Unsubscribe" not in mails[0].extra_headers
    assert Notice.objects.of(reader).count() == 1


def test_same_key_again_tells_nobody_again(bread, reader, told):
    with told() as mails:
        notify(bread.name, [reader], key="order-1", **VALUES)
        notify(bread.name, [reader.pk], key="order-1", **VALUES)
        notify(bread.name, [reader], key="order-2", **VALUES)

    assert Notice.objects.of(reader).count() == 2
    assert len(mails) == 2


@pytest.mark.django_db(transaction=True)
def test_same_key_from_two_threads_at_once_tells_once(bread, make_user, always_day):
    reader = make_user()
    always_day(reader)
    start, errors = threading.Barrier(2), []

    def tell():
        try:
            with transaction.atomic():
                start.wait(timeout=20)
                notify(bread.name, [reader], key="order-1", **VALUES)
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    if connection.vendor == "sqlite":
        # One writes at a time there: waiting for each other inside would be a deadlock.
        start = threading.Barrier(1)
    threads = [threading.Thread(target=tell) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert Notice.objects.count() == 1
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_two_that_deliver_at_once_write_each_letter_once(bread, make_user, always_day):
    readers = [make_user(f"Jäsen{number} Testi", email=f"j{number}@example.org") for number in range(12)]
    always_day(*readers)
    now = timezone.now()
    Notice.objects.bulk_create(
        Notice(receiver=reader, kind=bread.name, context=VALUES["context"], email_due_at=now, is_gathered=True)
        for reader in readers
        for _ in range(2)
    )
    start = threading.Barrier(3)

    def deliver():
        start.wait()
        deliver_due()
        connection.close()

    threads = [threading.Thread(target=deliver) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(reader.email for reader in readers)


@pytest.mark.django_db(transaction=True)
def test_what_was_rolled_back_was_never_told(bread, make_user):
    reader = make_user()
    with pytest.raises(RuntimeError), transaction.atomic():
        notify(bread.name, [reader], **VALUES)
        raise RuntimeError

    deliver_due()

    assert not Notice.objects.exists()
    assert mail.outbox == []


def test_what_a_killed_process_left_is_delivered_by_the_next_job(bread, reader):
    # In a test's transaction nothing runs after the commit: as if the process had been killed there.
    notify(bread.name, [reader], **VALUES)
    assert mail.outbox == []

    deliver_due()
    deliver_due()

    assert len(mail.outbox) == 1


def test_summary_gathers_what_is_unread_into_one(offer, reader, told):
    bread, soup = offer("tests.bread"), offer("tests.soup", subject="Keitto: {name}")
    choose_ways(reader, {bread.name: (True, "daily"), soup.name: (True, "daily")})
    with told() as mails:
        notify(bread.name, [reader], **VALUES)
        notify(soup.name, [reader], context={"name": "Raija"}, url="/fi/keitto/")
        notify(bread.name, [reader], context={"name": "Luettu", "bread": "x"}, key="read")
    assert mails == []
    mark_read(Notice.objects.get(key="read"))

    due_now()
    deliver_due()
    deliver_due()

    [letter] = mail.outbox
    assert "2" in letter.subject
    assert "Aino leipoi: limppu" in letter.body
    assert "Keitto: Raija" in letter.body
    assert "http://127.0.0.1:8000/fi/keitto/" in letter.body
    assert "Luettu" not in letter.body
    assert "Tuore &lt;b&gt;leipä&lt;/b&gt;." in letter.alternatives[0][0]


def test_summary_of_one_is_its_own_letter(bread, reader, told):
    choose_ways(reader, {bread.name: (True, "weekly")})
    with told():
        notify(bread.name, [reader], **VALUES)

    due_now()
    deliver_due()

    assert [letter.subject for letter in mail.outbox] == ["Aino leipoi: limppu"]


def test_what_waited_for_the_morning_comes_in_one(bread, member, told, monkeypatch):
    NoticeTimes.objects.create(user=member, quiet_from="00:00", quiet_until="23:59:59.999999")
    with told() as mails:
        for number in range(3):
            notify(bread.name, [member], key=str(number), **VALUES)
    assert mails == []

    due_now()
    deliver_due()

    assert len(mail.outbox) == 1
    assert mail.outbox[0].body.count("Aino leipoi: limppu") == 3


def test_who_changes_her_mind_before_the_morning_gets_nothing(bread, member, told):
    NoticeTimes.objects.create(user=member, quiet_from="00:00", quiet_until="23:59:59.999999")
    with told():
        notify(bread.name, [member], **VALUES)

    stop_emails(member, [bread.name])
    due_now()
    deliver_due()

    assert mail.outbox == []
    assert Notice.objects.of(member).count() == 1


def test_who_has_no_active_sign_in_is_told_nothing(bread, reader, told):
    reader.is_active = False
    reader.save()

    with told() as mails:
        notify(bread.name, [reader], **VALUES)

    assert not Notice.objects.exists()
    assert mails == []


def test_telling_in_the_site_only(bread, reader, told):
    with told() as mails:
        notify(bread.name, [reader], by_email=False, **VALUES)

    assert Notice.objects.of(reader).count() == 1
    assert mails == []


def test_caller_waits_for_as_many_queries_for_ten_as_for_a_thousand(bread, django_user_model, told):
    people = django_user_model.objects.bulk_create(
        django_user_model(email=f"j{number}@example.org", display_name=f"Jäsen {number}") for number in range(1000)
    )
    NoticeTimes.objects.bulk_create(NoticeTimes(user=person, has_quiet_hours=False) for person in people)
    with CaptureQueriesContext(connection) as few:
        notify(bread.name, people[:10], key="a", **VALUES)
    with CaptureQueriesContext(connection) as many:
        notify(bread.name, django_user_model.objects.all(), key="b", **VALUES)
    assert len(many) <= len(few)
    assert NoticeBatch.objects.get().receiver_ids == [person.pk for person in people]

    deliver_due()

    assert Notice.objects.filter(key="b").count() == 1000
    assert len(mail.outbox) == 1010
    assert not NoticeBatch.objects.exists()
    deliver_due()
    assert len(mail.outbox) == 1010


def test_delivering_to_more_people_costs_no_more_queries_each(bread, make_user, always_day):
    def cost(number):
        people = [make_user(f"N{number} T", email=f"n{number}-{one}@example.org") for one in range(number)]
        always_day(*people)
        notify(bread.name, people, key="x", **VALUES)
        with CaptureQueriesContext(connection) as queries:
            deliver_due()
        return len(queries)

    cost(1)
    assert cost(20) <= cost(3)


def test_big_batch_goes_on_where_it_stood(bread, django_user_model, monkeypatch):
    monkeypatch.setattr("himmeli.notices.delivery.BATCH", 20)
    people = django_user_model.objects.bulk_create(
        django_user_model(email=f"j{number}@example.org") for number in range(50)
    )
    notify(bread.name, people, key="b", **VALUES)

    delivery._expand_some()
    assert NoticeBatch.objects.get().done == 20
    deliver_due()

    assert Notice.objects.filter(key="b").count() == 50


def test_one_letter_that_cannot_be_written_hinders_no_other(offer, make_user, always_day):
    good, bad = offer("tests.bread"), offer("tests.bad", subject="{name}")
    one, two = make_user("Yksi Testi"), make_user("Kaksi Testi")
    always_day(one, two)
    one.email = "ei osoite\n"
    type(one).objects.filter(pk=one.pk).update(email=one.email)
    notify(bad.name, [one], context={"name": "x"})
    notify(good.name, [two], **VALUES)

    deliver_due()

    assert [letter.to for letter in mail.outbox] == [[two.email]]
    assert Notice.objects.get(receiver=one).email_due_at > timezone.now()


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": "https://muu.example.org/"},
        {"url": "//muu.example.org/"},
        {"url": "/\\muu.example.org"},
        {"url": "javascript:alert(1)"},
        {"context": {"name": object()}},
        {"key": "x" * 201},
    ],
)
def test_what_could_not_be_shown_is_refused(wrong, bread, reader):
    with pytest.raises(ValueError):
        notify(bread.name, [reader], **wrong)

    assert not Notice.objects.exists()


def test_unknown_kind_is_an_error(reader):
    with pytest.raises(UnknownKind):
        notify("tests.nothing", [reader])


def test_while_a_plugin_is_off_its_notices_wait_unseen(offer, reader, activate, told):
    kind = offer("blog.bread")
    activate("blog")
    choose_ways(reader, {kind.name: (True, "daily")})
    with told():
        notify(kind.name, [reader], **VALUES)
    switch_off("blog")
    due_now()

    with told() as mails:
        deliver_due()
        notify(kind.name, [reader], **VALUES)

    assert mails == []
    assert Notice.objects.of(reader).count() == 0
    assert Notice.objects.count() == 1
    switch_on("blog")
    deliver_due()
    assert len(mail.outbox) == 1


def test_what_waited_two_weeks_for_its_plugin_is_no_news(bread, reader):
    from himmeli.notices.jobs import forget_old_notices

    notify(bread.name, [reader], **VALUES)
    Notice.objects.update(created_at=timezone.now() - timedelta(days=15))

    deliver_due()
    forget_old_notices()

    assert mail.outbox == []
    assert Notice.objects.get().email_due_at is None


def test_old_ones_are_forgotten(bread, reader):
    from himmeli.notices.jobs import forget_old_notices

    now = timezone.now()
    for name, read, age in [("a", 91, 100), ("b", 89, 100), ("c", None, 366), ("d", None, 364)]:
        Notice.objects.create(
            receiver=reader,
            kind=bread.name,
            key=name,
            created_at=now - timedelta(days=age),
            read_at=now - timedelta(days=read) if read else None,
        )

    forget_old_notices()

    assert sorted(Notice.objects.values_list("key", flat=True)) == ["b", "d"]


def test_somebody_without_a_sign_in_gets_the_same_letter(bread, db):
    write_to(bread.name, "raija@example.org", name="Raija", language="en", stop_url="/en/stop/x/", **VALUES)

    [letter] = mail.outbox
    assert isinstance(letter, EmailMessage)
    assert "Hei Raija," in letter.body
    assert letter.extra_headers["List-Unsubscribe"] == "<http://127.0.0.1:8000/en/stop/x/>"
    assert "/my/notices/choices/" not in letter.body
