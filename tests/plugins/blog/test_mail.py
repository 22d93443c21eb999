"""E-mails about comments: to whom, in which language, and how they end."""

import re

from django.contrib.auth.models import AnonymousUser

from plugins.blog.models import Comment
from plugins.blog.services import approve_comments, post_comment

from .factories import make_comment

Status = Comment.Status


def say(post, actor=None, **fields):
    actor = actor or AnonymousUser()
    fields.setdefault("body", "Samaa mieltä <minä>.")
    return post_comment(post=post, actor=actor, sender="x", name="" if actor.is_authenticated else "Raija", **fields)


def test_moderators_hear_of_what_waits_in_their_language(post, coordinator, make_user, mailbox):
    coordinator.language = "en"
    coordinator.save()
    make_user("Tuomas Muu")

    with mailbox() as mails:
        say(post)

    assert [mail.to for mail in mails] == [[coordinator.email]]
    mail = mails[0]
    assert "a comment waits on" in mail.subject
    assert "Samaa mieltä <minä>." in mail.body
    html, kind = mail.alternatives[0]
    assert kind == "text/html"
    assert "Samaa mieltä &lt;minä&gt;." in html
    assert "/admin/snippets/blog/comment/?status=waiting" in mail.body


def test_nobody_hears_of_spam(post, coordinator, mailbox):
    with mailbox() as mails:
        say(post, is_trapped=True)

    assert mails == []


def test_writer_hears_of_an_answer_once_if_she_asked(post, member, administrator, mailbox):
    asked = make_comment(post, email="morag@example.org", wants_notice=True, language="en")

    with mailbox() as mails:
        answer = say(post, member, parent=asked)
        approve_comments([answer], actor=administrator)

    assert [mail.to for mail in mails] == [["morag@example.org"]]
    assert "answered your comment" in mails[0].subject
    assert f"{post.full_url}#comment-{answer.pk}" in mails[0].body
    assert mails[0].alternatives


def test_answer_that_waits_is_told_when_it_is_approved(post, administrator, mailbox):
    asked = make_comment(post, email="morag@example.org", wants_notice=True, language="en")
    with mailbox() as mails:
        answer = say(post, parent=asked, email="raija@example.org")
    assert [mail.to for mail in mails if mail.to == ["morag@example.org"]] == []

    with mailbox() as mails:
        approve_comments([answer], actor=administrator)

    assert [mail.to for mail in mails if mail.to == ["morag@example.org"]] == [["morag@example.org"]]


def test_nobody_hears_who_did_not_ask_or_answers_herself(post, member, mailbox):
    silent = make_comment(post, email="morag@example.org")
    mine = make_comment(post, user=member, wants_notice=True)

    with mailbox() as mails:
        say(post, member, parent=silent, body="Yksi")
        say(post, member, parent=mine, body="Kaksi")

    assert mails == []


def test_link_at_the_end_stops_the_notices(post, member, mailbox, client):
    asked = make_comment(post, email="morag@example.org", wants_notice=True, language="en")
    with mailbox() as mails:
        say(post, member, parent=asked)
    link = re.search(r"http://[^/]+(/en/\S+)", mails[0].extra_headers["List-Unsubscribe"].strip("<>"))[1]

    assert client.get(link).status_code == 200
    asked.refresh_from_db()
    assert asked.wants_notice
    response = client.post(link)

    asked.refresh_from_db()
    assert not asked.wants_notice
    assert "morag@example.org" in response.content.decode()
    assert client.get(link[:-3] + "x/").status_code == 404
