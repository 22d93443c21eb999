"""What goes in comes out: every e-mail of the site, whole, and only once its transaction has committed."""

from email.mime.image import MIMEImage

import pytest
from django.core.mail import (
    BadHeaderError,
    EmailMessage,
    EmailMultiAlternatives,
    get_connection,
    mail_managers,
    send_mail,
)
from django.db import transaction

from himmeli.outbox.models import Attachment, Email
from himmeli.outbox.sending import send_due
from himmeli.testing import assert_queries_do_not_grow

PNG = b"\x89PNG\r\n\x1a\n\x00\xff"


def write(**fields):
    fields = {"subject": "Talkoot", "body": "Tule mukaan.", "to": ["raija@example.org"], **fields}
    EmailMultiAlternatives(**fields).send()
    return Email.objects.get()


def test_email_waits_for_the_commit(db, mail_server, committed):
    with committed() as callbacks:
        assert send_mail("Talkoot", "Tule mukaan.", None, ["raija@example.org"]) == 1
        assert mail_server.received == []

    assert len(callbacks) == 1
    [mail] = mail_server.received
    assert mail.addresses == ["raija@example.org"]
    assert mail.message["Subject"] == "Talkoot"
    assert Email.objects.get().state == "sent"


@pytest.mark.django_db(transaction=True)
def test_email_of_a_transaction_that_rolled_back_was_never_there(mail_server):
    with pytest.raises(RuntimeError), transaction.atomic():
        send_mail("Talkoot", "Tule mukaan.", None, ["raija@example.org"])
        raise RuntimeError

    assert send_due() == 0
    assert mail_server.received == []
    assert not Email.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_many_emails_of_one_transaction_are_sent_in_one_go(mail_server):
    with transaction.atomic():
        for number in range(7):
            send_mail(f"Talkoot {number}", "Tule.", None, ["raija@example.org"])

    assert [mail.message["Subject"] for mail in mail_server.received] == [f"Talkoot {number}" for number in range(7)]
    assert mail_server.script.conversations == 1


def test_message_arrives_whole(db, mail_server):
    message = EmailMultiAlternatives(
        "Åsa & co",
        "Hei äiti",
        '"Kylän väki" <posti@example.org>',
        ["Raija Ä <raija@example.org>"],
        bcc=["piilo@example.org"],
        cc=["kopio@example.org"],
        reply_to=["vastaus@example.org"],
        headers={"X-Oma": "arvo", "List-Unsubscribe": "<https://example.org/x>"},
    )
    message.attach_alternative("<p>Hei äiti</p>", "text/html")
    message.attach("lippu.pdf", b"%PDF-1.4 \x00\xff", "application/pdf")
    message.attach("päivät.csv", "ä;ö\n", "text/csv")
    picture = MIMEImage(PNG, "png")
    picture.add_header("Content-ID", "<kuva>")
    message.attach(picture)
    message.send()

    assert send_due() == 1

    [mail] = mail_server.received
    assert mail.addresses == ["raija@example.org", "kopio@example.org", "piilo@example.org"]
    assert "posti@example.org" in mail.sender
    got = mail.message
    assert "piilo" not in mail.raw.decode("utf-8", "replace")
    assert (got["Cc"], got["Reply-To"], got["X-Oma"]) == ("kopio@example.org", "vastaus@example.org", "arvo")
    parts = {part.get_content_type(): part.get_payload(decode=True) for part in got.walk() if not part.is_multipart()}
    assert parts["text/plain"].decode().strip() == "Hei äiti"
    assert parts["text/html"].decode().strip() == "<p>Hei äiti</p>"
    assert parts["application/pdf"] == b"%PDF-1.4 \x00\xff"
    assert parts["text/csv"].decode().replace("\r\n", "\n") == "ä;ö\n"
    assert parts["image/png"] == PNG
    assert [part["Content-ID"] for part in got.walk() if part["Content-ID"]] == ["<kuva>"]


def test_html_message_and_its_encoding_are_kept(db, mail_server):
    message = EmailMessage("Otsikko", "<b>Hei</b>", to=["raija@example.org"])
    message.content_subtype, message.encoding = "html", "iso-8859-1"
    message.send()

    send_due()

    got = mail_server.received[0].message
    assert (got.get_content_type(), got.get_content_charset()) == ("text/html", "iso-8859-1")


def test_message_without_receivers_is_nothing(db):
    assert EmailMessage("Otsikko", "Hei", to=[]).send() == 0
    mail_managers("Otsikko", "Hei")

    assert not Email.objects.exists()


def test_header_with_a_line_break_is_refused_where_it_is_written(db):
    with pytest.raises(BadHeaderError):
        send_mail("Talkoot\nBcc: kaikki@example.org", "Hei", None, ["raija@example.org"])

    assert not Email.objects.exists()


def test_message_id_and_date_are_the_same_at_every_try(db, mail_server):
    email = write()
    mail_server.script.replies["."] = "451 later"
    send_due()
    Email.objects.update(due_at=email.created_at)
    mail_server.script.replies.clear()

    send_due()

    got = mail_server.received[0].message
    assert got["Message-ID"] == email.message_id
    assert got["Date"] == email.headers["Date"]


def test_writing_many_costs_no_more_queries(db):
    number = [2]

    def write_letters():
        letters = [EmailMessage("Otsikko", "Hei", to=[f"jasen{one}@example.org"]) for one in range(number[0])]
        get_connection().send_messages(letters)

    assert_queries_do_not_grow(look=write_letters, add=lambda: number.append(number.pop() * 9))


def test_text_of_a_secret_one_is_gone_once_it_is_sent(db, mail_server):
    message = EmailMessage("Uusi salasana", "https://example.org/salainen", to=["raija@example.org"])
    message.attach("avain.txt", "salainen", "text/plain")
    message.send()
    assert Attachment.objects.count() == 1

    send_due()

    email = Email.objects.get()
    assert (email.body, email.alternatives, email.headers, email.has_text) == ("", [], {}, False)
    assert not Attachment.objects.exists()
