"""The log of e-mails in the admin, and how long what is kept."""

from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.utils import timezone

from himmeli.outbox.messages import open_to_coordinators
from himmeli.outbox.models import Attachment, Email
from himmeli.outbox.personal_data import erase_emails, export_emails
from himmeli.outbox.retention import forget_old
from himmeli.outbox.sending import send_due
from himmeli.plugins.waiting import what_waits_for
from himmeli.testing import assert_queries_do_not_grow

LOG = "/admin/emails/"
STOP = "http://127.0.0.1:8000/fi/omat/ilmoitukset/lopeta/salaisuus/"


@pytest.fixture
def office(client, coordinator):
    client.force_login(coordinator)
    return client


def write(subject="Kokous torstaina", *, is_open=True, to="raija@example.org", **fields):
    message = EmailMessage(subject, f"Tule. {STOP}", to=[to], headers={"List-Unsubscribe": f"<{STOP}>"})
    message.attach("esityslista.pdf", b"%PDF", "application/pdf")
    if is_open:
        open_to_coordinators(message)
    message.send()
    email = Email.objects.order_by("-pk").first()
    if fields:
        Email.objects.filter(pk=email.pk).update(**fields)
        email.refresh_from_db()
    return email


def page_of(response):
    assert response.status_code == 200
    return response.content.decode()


def test_log_says_to_whom_what_about_and_what_became_of_it(office, mail_server):
    write("Kokous torstaina")
    send_due()
    mail_server.script.replies["RCPT"] = "550 no such user"
    write("Lasku", to="poissa@example.org")
    send_due()

    page = page_of(office.get(LOG))

    for words in ("Kokous torstaina", "raija@example.org", "Lasku", "poissa@example.org", "Lähetetty", "Palautui"):
        assert words in page


def test_log_is_narrowed_by_state_and_searched_by_address(office):
    write("Kokous", to="raija@example.org")
    write("Lasku", to="poissa@example.org", state="refused")
    write("Kirje", to="tuomas@example.org", state="given_up")

    failed = page_of(office.get(f"{LOG}?state=failed"))
    found = page_of(office.get(f"{LOG}?q=tuomas"))

    assert ("Kokous" in failed, "Lasku" in failed, "Kirje" in failed) == (False, True, True)
    assert ("Kokous" in found, "Kirje" in found) == (False, True)


def test_log_costs_the_same_with_more(office):
    write()
    assert_queries_do_not_grow(look=lambda: office.get(LOG), add=lambda: [write() for _ in range(10)])


def test_failure_is_told_in_plain_words_with_what_the_server_said(office, mail_server):
    mail_server.script.replies["RCPT"] = "550 no such user"
    email = write()
    send_due()

    page = page_of(office.get(f"{LOG}{email.pk}/"))

    assert "Saajan postipalvelin ei tunne osoitetta" in page
    assert "550 no such user" in page
    assert "esityslista.pdf" in page


def test_text_is_shown_without_the_link_that_acts_for_the_receiver(office):
    page = page_of(office.get(f"{LOG}{write().pk}/"))

    assert "Tule. …" in page
    assert "salaisuus" not in page


def test_text_that_may_hold_a_secret_is_not_shown(office):
    page = page_of(office.get(f"{LOG}{write(is_open=False).pk}/"))

    assert "Tekstiä ei näytetä" in page
    assert "Tule." not in page


def test_what_came_back_is_sent_again(office, mail_server, committed):
    mail_server.script.replies["RCPT"] = "550 no such user"
    email = write()
    send_due()
    mail_server.script.replies.clear()

    with committed():
        page = page_of(office.post(f"{LOG}{email.pk}/", follow=True))

    assert "Sähköposti on taas matkalla." in page
    assert mail_server.received[0].message["Message-ID"] == email.message_id
    email.refresh_from_db()
    assert (email.state, email.attempts, email.error) == ("sent", 1, "")


def test_what_was_sent_goes_once_more_as_a_new_email(office, mail_server, committed):
    email = write()
    send_due()

    with committed():
        office.post(f"{LOG}{email.pk}/")

    first, second = [mail.message["Message-ID"] for mail in mail_server.received]
    assert first == email.message_id != second


def test_what_is_no_longer_kept_is_not_sent_again(office, mail_server):
    email = write(is_open=False)
    send_due()

    page = page_of(office.post(f"{LOG}{email.pk}/", follow=True))

    assert "ei voi lähettää uudelleen" in page
    assert Email.objects.get().state == "sent"


def test_others_may_not_read_it(client, member, site_root):
    email = write()
    client.force_login(member)

    for address in (LOG, f"{LOG}{email.pk}/"):
        assert client.get(address).status_code in (302, 403)
        assert client.post(address).status_code in (302, 403, 405)
    email.refresh_from_db()
    assert email.state == "waiting"


def test_what_did_not_arrive_waits_on_the_desk(coordinator, member):
    write(state="refused")
    write(state="given_up")
    write(state="refused", created_at=timezone.now() - timedelta(days=31))

    lines = [(line.count, line.url) for line in what_waits_for(coordinator)]
    assert (2, "/admin/emails/?state=failed") in lines
    assert what_waits_for(member) == []


def test_texts_go_after_two_weeks_and_lines_after_half_a_year(db):
    now = timezone.now()
    fields = {"state": "sent", "sent_at": now}
    kept, bare, gone = (write(**fields, created_at=now - timedelta(days=days)) for days in (13, 15, 181))
    waits = write(created_at=now - timedelta(days=200))

    forget_old()

    assert list(Email.objects.order_by("pk").values_list("pk", "has_text")) == [
        (kept.pk, True),
        (bare.pk, False),
        (waits.pk, True),
    ]
    assert Email.objects.get(pk=bare.pk).body == ""
    assert sorted(Attachment.objects.values_list("email", flat=True)) == [kept.pk, waits.pk]
    assert not Email.objects.filter(pk=gone.pk).exists()


def test_person_gets_and_erases_what_is_kept_of_her(member):
    write("Sinulle", to=f"Pentti <{member.email.upper()}>")
    write("Salaisuus", to=member.email, is_open=False)
    write("Muulle", to=f"muu-{member.email}")

    assert {(line["about"], line["text"]) for line in export_emails(member)} == {
        ("Sinulle", f"Tule. {STOP}"),
        ("Salaisuus", ""),
    }
    assert erase_emails(member) == 2
    assert [email.subject for email in Email.objects.all()] == ["Muulle"]


def test_late_ones_are_told_apart(db):
    write()
    late = write(created_at=timezone.now() - timedelta(minutes=11))

    assert list(Email.objects.late()) == [late]
