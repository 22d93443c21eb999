"""Comments: who may, what waits, what keeps robots out, what a member may change."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from himmeli.stamps.services import stamp
from plugins.blog.exceptions import CommentsClosed, TooLate
from plugins.blog.models import Comment, CommentRules
from plugins.blog.services import (
    approve_comments,
    delete_old_refused,
    edit_comment,
    erase_comment,
    erase_comments_of,
    follow_talk,
    mark_spam,
    post_comment,
)
from plugins.blog.services.defences import form_token

from .factories import make_comment, make_post

Status = Comment.Status


def say(post, actor=None, body="Hyvä kirjoitus.", **fields):
    actor = actor or AnonymousUser()
    if not actor.is_authenticated:
        fields.setdefault("name", "Raija")
    return post_comment(post=post, body=body, actor=actor, sender=fields.pop("sender", body), **fields)


def send(client, post, **fields):
    data = {"body": "Hyvä kirjoitus.", "name": "Raija", "email": "", "token": form_token(post.pk), **fields}
    return client.post(reverse("blog:comment", args=[post.pk]), data)


@pytest.mark.parametrize(
    ("setting", "visitor", "member"), [("nobody", False, False), ("members", False, True), ("everyone", True, True)]
)
def test_blog_says_who_may_comment(blog, post, member_of_site, setting, visitor, member):
    blog.comments_from = setting
    blog.save()

    for actor, may in ((AnonymousUser(), visitor), (member_of_site, member)):
        if may:
            assert say(post, actor, body=f"{actor}").pk
        else:
            with pytest.raises(CommentsClosed):
                say(post, actor)
    assert Comment.objects.count() == visitor + member


@pytest.fixture
def member_of_site(make_user):
    return make_user("Pentti Ikonen")


@pytest.mark.parametrize(
    ("setting", "visitor", "member"),
    [("all", "waiting", "waiting"), ("visitors", "waiting", "shown"), ("none", "shown", "shown")],
)
def test_blog_says_what_is_read_first(blog, post, member_of_site, setting, visitor, member):
    blog.comments_checked = setting
    blog.save()

    assert say(post).status == visitor
    assert say(post, member_of_site).status == member


def test_talk_closes_when_the_blog_says(blog, member_of_site):
    blog.close_comments_after_days = 10
    blog.save()
    old = make_post(blog, published_at=timezone.now() - timedelta(days=11))
    new = make_post(blog, "Uusi", published_at=timezone.now() - timedelta(days=9))

    with pytest.raises(CommentsClosed):
        say(old, member_of_site)
    assert say(new, member_of_site).pk


def test_draft_takes_no_comments(blog, member_of_site):
    with pytest.raises(CommentsClosed):
        say(make_post(blog, live=False), member_of_site)


def test_answer_to_an_answer_goes_under_the_first(post, member_of_site):
    first = make_comment(post)
    answer = say(post, member_of_site, body="Vastaus", parent=first)

    assert say(post, member_of_site, body="Toinen", parent=answer).parent == first


def test_answer_to_another_post_s_comment_is_refused(blog, post, member_of_site):
    elsewhere = make_comment(make_post(blog, "Muu"))

    with pytest.raises(CommentsClosed):
        say(post, member_of_site, parent=elsewhere)


def test_same_comment_sent_twice_is_one(post):
    assert say(post, sender="a") == say(post, sender="a")
    assert Comment.objects.count() == 1


@pytest.mark.parametrize(
    ("line", "body", "status"),
    [
        ("vippi", "Nopea vippi tänään", "spam"),
        ("vippi", "Nopea VIPPI!", "spam"),
        ("ham", "A hammer and a hamster", "shown"),
        ("bad.example", "Katso https://bad.example/x", "spam"),
        ("", "Ihan tavallinen", "shown"),
    ],
)
def test_blocklist_refuses_whole_words(post, member_of_site, line, body, status):
    CommentRules.objects.create(blocklist=f"\n{line}\n")

    assert say(post, member_of_site, body=body).status == status


def test_blocklist_refuses_addresses(post):
    CommentRules.objects.create(blocklist="robotti@spam.example")

    assert say(post, email="Robotti@Spam.example").status == Status.SPAM


def test_many_links_wait_even_from_a_member(post, member_of_site):
    comment = say(post, member_of_site, body="http://a.fi http://b.fi www.c.fi")

    assert comment.status == Status.WAITING


def test_visitor_comments_without_a_cookie_and_is_told_that_it_waits(post, client, patient):
    response = send(client, post)

    assert response.status_code == 302
    assert response.url == f"{post.url}?comment=waiting#comment-said"
    assert not response.cookies
    page = client.get(f"{post.url}?comment=waiting")
    assert not page.cookies
    assert "notice--success" in page.content.decode()
    assert "Hyvä kirjoitus." not in page.content.decode()
    assert Comment.objects.get().status == Status.WAITING


def test_page_for_visitors_holds_a_form_and_sets_no_cookie(post, client):
    response = client.get(post.url)

    assert not response.cookies
    assert 'name="website"' in response.content.decode()
    assert "csrfmiddlewaretoken" not in response.content.decode()


def test_comment_from_another_site_is_refused(post, patient):
    client = Client(enforce_csrf_checks=True)
    data = {"body": "x", "name": "y", "token": form_token(post.pk)}
    address = reverse("blog:comment", args=[post.pk])

    assert client.post(address, data, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert not Comment.objects.exists()
    assert client.post(address, data, headers={"sec-fetch-site": "same-origin"}).status_code == 302


def test_member_without_a_token_is_refused(post, member_of_site):
    client = Client(enforce_csrf_checks=True)
    client.force_login(member_of_site)

    assert client.post(reverse("blog:comment", args=[post.pk]), {"body": "x"}).status_code == 403
    assert not Comment.objects.exists()


def test_error_keeps_what_was_typed_and_names_the_field(post, client, patient):
    response = send(client, post, name="", body="Pitkä ajatus", email="ei-osoite")

    html = response.content.decode()
    assert response.status_code == 422
    assert "Pitkä ajatus" in html
    assert "ei-osoite" in html
    assert 'href="#id_name"' in html
    assert 'href="#id_email"' in html
    assert not Comment.objects.exists()


def test_notice_needs_an_address(post, client, patient):
    response = send(client, post, wants_notice="on")

    assert response.status_code == 422
    assert "email" in response.context["form"].errors


def test_trap_makes_spam_and_the_robot_learns_nothing(post, client, patient):
    response = send(client, post, website="https://robot.example")

    assert response.url.endswith("?comment=waiting#comment-said")
    assert Comment.objects.get().status == Status.SPAM


@pytest.mark.parametrize("token", ["", "forged", "now", "other post"])
def test_robot_that_is_too_fast_or_forges_the_form_is_asked_again(blog, post, client, token):
    other = make_post(blog, "Muu")
    tokens = {"now": form_token(post.pk), "other post": form_token(other.pk)}

    response = send(client, post, token=tokens.get(token, token))

    assert response.status_code == 422
    assert "Hyvä kirjoitus." in response.content.decode()
    assert not Comment.objects.exists()


def test_form_given_out_long_ago_is_accepted(post, client, monkeypatch):
    from plugins.blog.services import defences

    token = form_token(post.pk)
    monkeypatch.setattr(defences.time, "time", lambda now=defences.time.time: now() + 86_400)

    assert send(client, post, token=token).status_code == 302


def test_sixth_comment_in_ten_minutes_waits_its_turn(post, client, patient):
    for number in range(5):
        assert send(client, post, body=f"Kommentti {number}").status_code == 302

    response = send(client, post, body="Kuudes")

    assert response.status_code == 422
    assert "Kuudes" in response.content.decode()
    assert Comment.objects.count() == 5
    cache.clear()
    assert send(client, post, body="Kuudes").status_code == 302


def test_member_s_comment_is_shown_at_once_where_it_stands(post, client, member_of_site):
    client.force_login(member_of_site)

    response = client.post(reverse("blog:comment", args=[post.pk]), {"body": "Hei <b>kaikki</b>"})

    comment = Comment.objects.get()
    assert response.url == f"{post.url}?comment=shown#comment-{comment.pk}"
    html = client.get(post.url).content.decode()
    assert "Hei &lt;b&gt;kaikki&lt;/b&gt;" in html
    assert "Pentti Ikonen" in html


def test_answer_has_a_page_of_its_own(post, client, patient):
    first = make_comment(post, "Mitä mieltä?")
    address = reverse("blog:reply", args=[first.pk])

    page = client.get(address)
    response = client.post(address, {"body": "Samaa.", "name": "Tuomas", "token": form_token(post.pk)})

    assert "Mitä mieltä?" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert response.status_code == 302
    assert Comment.objects.get(body="Samaa.").parent == first


@pytest.mark.parametrize("status", ["waiting", "rejected", "spam", "removed"])
def test_only_shown_comments_are_answered(post, client, status):
    fields = {"body": "", "name": ""} if status == "removed" else {}
    hidden = make_comment(post, status=status, **fields) if fields else make_comment(post, status=status)

    assert client.get(reverse("blog:reply", args=[hidden.pk])).status_code == 404


def seen_by(client, post, user=None):
    client.logout()
    if user:
        client.force_login(user)
    return "Odottava ajatus" in client.get(post.url).content.decode()


def test_waiting_comment_is_seen_by_its_writer_and_moderators_only(post, client, make_user, coordinator, administrator):
    writer, other = make_user("Raija Hakala"), make_user("Tuomas Muu")
    make_comment(post, "Odottava ajatus", user=writer, status=Status.WAITING)

    assert not seen_by(client, post)
    assert not seen_by(client, post, other)
    assert seen_by(client, post, writer)
    assert seen_by(client, post, coordinator)
    assert seen_by(client, post, administrator)


@pytest.fixture
def committing(django_capture_on_commit_callbacks):
    """`with committing():` runs what waits for the commit, as if nothing had been written before."""

    def commit():
        connection.run_on_commit.clear()
        return django_capture_on_commit_callbacks(execute=True)

    return commit


def test_approval_shows_at_once_on_the_kept_page(post, client, administrator, committing):
    comment = make_comment(post, "Odottava ajatus", status=Status.WAITING)
    assert not seen_by(client, post)

    with committing():
        assert approve_comments([comment], actor=administrator) == 1

    assert seen_by(client, post)
    comment.refresh_from_db()
    assert comment.decided_by == administrator


def test_spam_leaves_the_kept_pages_alone(post, committing, member_of_site):
    before = stamp("content")

    with committing():
        say(post)
        say(post, body="robotti", is_trapped=True)

    assert stamp("content") == before
    with committing():
        say(post, member_of_site)
    assert stamp("content") != before


def test_member_changes_her_comment_for_a_quarter_of_an_hour(post, client, member_of_site):
    comment = make_comment(post, "Kirjotus", user=member_of_site)
    client.force_login(member_of_site)
    address = reverse("blog:edit_comment", args=[comment.pk])
    assert address in client.get(post.url).content.decode()

    response = client.post(address, {"body": "Kirjoitus"})

    comment.refresh_from_db()
    assert response.status_code == 302
    assert comment.body == "Kirjoitus"
    assert comment.edited_at is not None

    Comment.objects.update(created_at=timezone.now() - timedelta(minutes=15))
    assert client.post(address, {"body": "Myöhemmin"}).status_code == 403
    assert address not in client.get(post.url).content.decode()
    comment.refresh_from_db()
    assert comment.body == "Kirjoitus"


@pytest.mark.parametrize("name", ["edit_comment", "erase_comment"])
def test_nobody_changes_another_s_comment(post, client, member_of_site, make_user, administrator, name):
    comment = make_comment(post, "Minun", user=member_of_site)
    address = reverse(f"blog:{name}", args=[comment.pk])

    assert client.post(address, {"body": "Sinun"}).status_code == 302  # to sign in
    for other in (make_user("Tuomas Muu"), administrator):
        client.force_login(other)
        assert client.post(address, {"body": "Sinun"}).status_code == 404
        with pytest.raises(TooLate):
            edit_comment(comment=comment, body="Sinun", actor=other)
    comment.refresh_from_db()
    assert comment.body == "Minun"


def test_changed_comment_is_judged_anew(post, member_of_site):
    comment = make_comment(post, "Hyvä", user=member_of_site)

    edit_comment(comment=comment, body="www.a.fi www.b.fi www.c.fi", actor=member_of_site)

    comment.refresh_from_db()
    assert comment.status == Status.WAITING


def test_erased_comment_leaves_its_place_and_nothing_else(post, client, member_of_site):
    comment = make_comment(post, "Salaisuus", user=member_of_site)
    make_comment(post, "Vastaus", parent=comment)

    erase_comment(comment=comment, actor=member_of_site)

    comment.refresh_from_db()
    assert (comment.body, comment.name, comment.email, comment.user) == ("", "", "", None)
    html = client.get(post.url).content.decode()
    assert "Salaisuus" not in html
    assert "Vastaus" in html
    assert "comment--removed" in html


def test_person_s_comments_are_given_and_erased(post, member_of_site):
    from himmeli.plugins.personal_data import personal_data

    make_comment(post, "Jäsenenä", user=member_of_site)
    make_comment(post, "Vieraana", email=member_of_site.email.upper())
    make_comment(post, "Toisen", email="muu@example.org")
    entry = personal_data.find("blog.comment").value

    assert [row["comment"] for row in entry.export(member_of_site)] == ["Jäsenenä", "Vieraana"]
    assert entry.erase(member_of_site) == 2
    assert list(Comment.objects.exclude(body="").values_list("body", flat=True)) == ["Toisen"]
    assert erase_comments_of(member_of_site) == 0


def test_refused_comments_are_deleted_after_a_month(post, administrator):
    old = timezone.now() - timedelta(days=31)
    for status in ("rejected", "spam", "shown", "waiting"):
        make_comment(post, f"vanha {status}", status=status, created_at=old)
    make_comment(post, "uusi spam", status="spam")

    delete_old_refused()

    left = set(Comment.objects.values_list("body", flat=True))
    assert left == {"vanha shown", "vanha waiting", "uusi spam"}


def test_removed_comment_is_not_brought_back(post, administrator):
    removed = make_comment(post, "", name="", status=Status.REMOVED)

    assert approve_comments([removed], actor=administrator) == 0
    assert mark_spam([removed], actor=administrator) == 0


def test_comments_come_in_pages_and_the_new_one_is_found(blog, post, client, member_of_site):
    for number in range(50):
        make_comment(post, f"Kommentti {number}", created_at=timezone.now() - timedelta(hours=1))
    client.force_login(member_of_site)

    response = client.post(reverse("blog:comment", args=[post.pk]), {"body": "Viimeinen"})

    assert "&page=2#comment-" in response.url
    html = client.get(response.url).content.decode()
    assert "Viimeinen" in html
    assert "Kommentti 3" not in html


def test_pages_of_the_talk_lead_to_the_talk_and_not_to_the_top_of_the_post(post, client):
    for number in range(51):
        make_comment(post, f"Kommentti {number}")

    html = client.get(post.url).content.decode()

    assert 'href="?page=2#comments"' in html


def test_e_mail_leads_to_the_page_of_the_talk_where_the_comment_stands(post, member_of_site, administrator, mailbox):
    first = make_comment(post, "Eka", created_at=timezone.now() - timedelta(hours=2))
    for number in range(50):
        make_comment(post, f"Kommentti {number}", created_at=timezone.now() - timedelta(hours=1))
    follow_talk(post=post, actor=member_of_site)

    with mailbox() as mails:
        last = post_comment(post=post, actor=AnonymousUser(), sender="x", name="Raija", body="Viimeinen")
        approve_comments([last], actor=administrator)

    assert post.query_of_comment(first) == ""
    body = next(mail.body for mail in mails if mail.to == [member_of_site.email])
    assert f"{post.full_url}?page=2#comment-{last.pk}" in body


def test_talk_without_comments_has_a_heading_without_a_number(post, client):
    html = client.get(post.url).content.decode()

    assert "<h2>Kommentit</h2>" in html
    assert "0 kommenttia" not in html


def test_who_would_follow_a_closed_talk_is_told_that_it_is_closed(post, client, member_of_site):
    client.force_login(member_of_site)
    post.comments_open = False
    post.save()

    html = client.post(reverse("blog:follow", args=[post.pk]), {"follow": "1"}, follow=True).content.decode()

    assert "Keskustelu on suljettu" in html
