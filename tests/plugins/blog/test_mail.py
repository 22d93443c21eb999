"""Who is told of comments: in the site or by e-mail, in which language, and how it ends."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.urls import reverse
from wagtail.models import PageViewRestriction

from himmeli.notices.models import Notice
from plugins.blog.exceptions import CommentsClosed
from plugins.blog.models import Comment, TalkFollower
from plugins.blog.services import approve_comments, follow_talk, post_comment, reject_comments

from .factories import make_author, make_blog, make_comment, make_post

Status = Comment.Status


def by(blog, name):
    """A member whose comments show at once."""
    blog.comments_checked = blog.CommentsChecked.VISITORS
    blog.save()
    return get_user_model().objects.create_user(f"{name.split()[0].lower()}@example.org", display_name=name)


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
    assert "A comment waits on" in mail.subject
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
    assert "commented in the talk on" in mails[0].subject
    assert f"{post.get_url()}#comment-{answer.pk}" in mails[0].body
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


def told(user):
    return [(notice.kind, notice.context["name"]) for notice in Notice.objects.of(user)]


def to(mails):
    return sorted(mail.to[0] for mail in mails)


def test_author_and_followers_hear_of_a_shown_comment_once_each(blog, make_user, mailbox):
    kaisa, oiva, eero = make_user("Kaisa Kirjoittaja"), make_user("Oiva Seuraaja"), make_user("Eero Kommentoija")
    post = make_post(blog, authors=[make_author("Kaisa", "kaisa", user=kaisa)])
    for follower in (kaisa, oiva, eero):
        follow_talk(post=post, actor=follower)

    with mailbox() as mails:
        say(post, eero)

    assert to(mails) == ["kaisa@example.org", "oiva@example.org"]
    bodies = {mail.to[0]: mail.body for mail in mails}
    assert "kommentoinut kirjoitustasi" in bodies["kaisa@example.org"]
    assert "jota seuraat" in bodies["oiva@example.org"]


def test_followers_hear_of_what_waits_when_it_is_approved_and_not_before(post, member, administrator, mailbox):
    follow_talk(post=post, actor=member)
    with mailbox() as mails:
        comment = say(post)
    assert "pentti@example.org" not in to(mails)
    mails.clear()

    with mailbox() as mails:
        approve_comments([comment], actor=administrator)

    assert to(mails) == ["pentti@example.org"]


def test_who_is_told_that_it_answers_her_hears_of_it_once(post, member, make_user, mailbox):
    asked = make_comment(post, user=member, wants_notice=True)
    follow_talk(post=post, actor=member)

    with mailbox() as mails:
        say(post, make_user("Eero Muu"), parent=asked)

    assert to(mails) == ["pentti@example.org"]
    assert "kommentoi keskustelussa" in mails[0].subject


def test_follower_who_may_no_longer_read_the_post_hears_nothing(post, member, make_user, mailbox):
    follow_talk(post=post, actor=member)
    restriction = PageViewRestriction.objects.create(page=post, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.set([])

    with mailbox() as mails:
        say(post, make_user("Eero Muu"))

    assert mails == []


def test_link_of_a_follower_ends_the_mails_and_she_is_still_told_in_the_site(post, member, make_user, mailbox, client):
    follow_talk(post=post, actor=member)
    with mailbox() as mails:
        say(post, make_user("Eero Muu"))
    link = re.search(r"http://[^/]+(/fi/\S+)", mails[0].extra_headers["List-Unsubscribe"].strip("<>"))[1]

    client.post(link)
    mails.clear()
    with mailbox() as mails:
        say(post, make_user("Oiva Muu"))

    assert mails == []
    assert told(member) == [("blog.comment_in_talk", "Oiva Muu"), ("blog.comment_in_talk", "Eero Muu")]
    assert TalkFollower.objects.filter(user=member).exists()


def test_moderator_is_not_told_of_what_she_has_let_in(post, administrator, mailbox):
    follow_talk(post=post, actor=administrator)
    comment = say(post)

    with mailbox() as mails:
        approve_comments([comment], actor=administrator)

    assert mails == []
    assert "blog.comment_in_talk" not in dict(told(administrator))


def test_member_follows_and_stops_by_a_button(post, client, member):
    client.force_login(member)
    address = reverse("blog:follow", args=[post.pk])
    assert f'action="{address}"' in client.get(post.url).content.decode()

    after = client.post(address, {"follow": "1"}, follow=True).content.decode()
    assert list(TalkFollower.objects.values_list("user", "post")) == [(member.pk, post.pk)]
    assert "Seuraat nyt tätä keskustelua" in after
    assert "Lopeta seuraaminen" in after

    client.post(address, {"follow": "1"})
    assert TalkFollower.objects.count() == 1

    client.post(address, {"follow": "0"})
    assert not TalkFollower.objects.exists()


def test_visitor_is_asked_to_sign_in_to_follow(post, client):
    address = reverse("blog:follow", args=[post.pk])

    assert address not in client.get(post.url).content.decode()
    assert client.post(address, {"follow": "1"}).status_code == 302
    assert not TalkFollower.objects.exists()


def test_there_is_nothing_to_follow_where_nobody_may_comment(site_root, member, client):
    post = make_post(make_blog(site_root, slug="hiljaa", comments_from="nobody"))

    with pytest.raises(CommentsClosed):
        follow_talk(post=post, actor=member)
    client.force_login(member)
    assert reverse("blog:follow", args=[post.pk]) not in client.get(post.url).content.decode()


def test_private_post_is_not_followed_by_who_may_not_read_it(post, client, member):
    restriction = PageViewRestriction.objects.create(page=post, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.set([])
    client.force_login(member)

    assert client.post(reverse("blog:follow", args=[post.pk]), {"follow": "1"}).status_code == 404
    assert not TalkFollower.objects.exists()


def test_mail_program_stops_the_notices_with_one_click(post, member, mailbox, client):
    asked = make_comment(post, email="morag@example.org", wants_notice=True, language="en")
    with mailbox() as mails:
        say(post, member, parent=asked)
    headers = mails[0].extra_headers
    link = re.search(r"http://[^/]+(/en/\S+)", headers["List-Unsubscribe"].strip("<>"))[1]

    answer = client.post(link, {"List-Unsubscribe": "One-Click"})

    asked.refresh_from_db()
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (answer.status_code, asked.wants_notice) == (204, False)


def test_author_of_the_post_hears_of_each_comment_in_the_site_and_by_email(post, blog, member, mailbox):
    post.authors = [make_author(user=member)]
    post.save()

    with mailbox() as mails:
        say(post, by(blog, "Aino Sormunen"), body="Hyvä!")
        say(post, member, body="Kiitos.")

    assert told(member) == [("blog.comment_on_post", "Aino Sormunen")]
    assert [mail.to for mail in mails] == [[member.email]]
    assert "kommentoi" in mails[0].subject


def test_all_who_take_part_in_a_talk_hear_of_an_answer_in_the_site(post, blog, member, mailbox):
    first, second = by(blog, "Aino Sormunen"), by(blog, "Tuomas Muu")
    with mailbox() as mails:
        asked = say(post, first, body="Yksi")
        say(post, second, body="Kaksi", parent=asked)
        answer = say(post, member, body="Kolme", parent=asked)

    assert told(first) == [("blog.comment_in_talk", "Pentti Sampela"), ("blog.comment_in_talk", "Tuomas Muu")]
    assert told(second) == [("blog.comment_in_talk", "Pentti Sampela")]
    assert told(member) == []
    assert mails == []
    assert Notice.objects.of(second).get().url == f"{post.get_url()}#{answer.anchor}"


def test_nobody_hears_of_a_comment_that_was_not_kept(post, member):
    asked = make_comment(post, user=member, wants_notice=True)

    with pytest.raises(RuntimeError), transaction.atomic():
        say(post, parent=asked, email="raija@example.org", body="Ei jää")
        raise RuntimeError

    assert not Notice.objects.exists()


def test_approving_twice_tells_once(post, member, administrator, mailbox):
    asked = make_comment(post, user=member, wants_notice=True)
    answer = say(post, parent=asked)
    with mailbox() as mails:
        approve_comments([answer], actor=administrator)
        reject_comments([answer], actor=administrator)
        approve_comments([answer], actor=administrator)

    assert told(member) == [("blog.comment_in_talk", "Raija")]
    assert len([mail for mail in mails if mail.to == [member.email]]) == 1
