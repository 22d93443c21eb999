"""Moderation in the admin: who may, and what the decisions do."""

import pytest
from django.urls import reverse

from himmeli.plugins.waiting import what_waits_for
from plugins.blog.models import Comment

from .factories import make_comment

Status = Comment.Status
LIST = "wagtailsnippets_blog_comment:list"


@pytest.fixture
def people(make_user, coordinator, administrator, member):
    return {"anonymous": None, "member": member, "coordinator": coordinator, "administrator": administrator}


def as_(client, user):
    client.logout()
    if user is not None:
        client.force_login(user)
    return client


@pytest.mark.parametrize(
    ("who", "may"), [("anonymous", False), ("member", False), ("coordinator", True), ("administrator", True)]
)
@pytest.mark.parametrize(("action", "status"), [("approve", "shown"), ("reject", "rejected"), ("spam", "spam")])
def test_moderators_decide_and_nobody_else(post, client, people, who, may, action, status):
    comment = make_comment(post, status=Status.WAITING)
    address = reverse("wagtail_bulk_action", args=["blog", "comment", action])

    response = as_(client, people[who]).post(f"{address}?id={comment.pk}&next={reverse(LIST)}")

    assert response.status_code in (302, 403)
    comment.refresh_from_db()
    assert comment.status == (status if may else Status.WAITING)


@pytest.mark.parametrize(("who", "may"), [("member", False), ("coordinator", True), ("administrator", True)])
def test_queue_is_open_to_moderators_and_shows_the_buttons(post, client, people, who, may):
    make_comment(post, "Odottava ajatus", status=Status.WAITING)
    make_comment(post, "Jo hyväksytty")

    response = as_(client, people[who]).get(f"{reverse(LIST)}?status=waiting")

    assert (response.status_code == 200) is may
    if may:
        html = response.content.decode()
        assert "Odottava ajatus" in html
        assert "Jo hyväksytty" not in html
        assert reverse("wagtail_bulk_action", args=["blog", "comment", "approve"]) in html


def test_decision_is_asked_with_the_text_in_sight(post, client, administrator):
    comment = make_comment(post, "Odottava ajatus", status=Status.WAITING)
    address = reverse("wagtail_bulk_action", args=["blog", "comment", "approve"])

    response = as_(client, administrator).get(f"{address}?id={comment.pk}")

    assert "Odottava ajatus" in response.content.decode()
    comment.refresh_from_db()
    assert comment.status == Status.WAITING


def test_comments_are_not_written_in_the_admin(post, client, administrator):
    assert as_(client, administrator).get(reverse("wagtailsnippets_blog_comment:add")).status_code in (302, 403)


def test_what_waits_is_told_to_moderators(post, people):
    make_comment(post, status=Status.WAITING)
    make_comment(post)

    told = {who: [(item.count, item.url) for item in what_waits_for(user)] for who, user in people.items() if user}

    mine = (1, f"{reverse(LIST)}?status=waiting")
    assert mine in told["coordinator"]
    assert mine in told["administrator"]
    assert mine not in told["member"]


@pytest.mark.parametrize("name", ["wagtailsnippets_blog_category", "wagtailsnippets_blog_authorprofile"])
def test_topics_and_authors_are_edited_by_coordinators(client, people, name):
    assert as_(client, people["coordinator"]).get(reverse(f"{name}:add")).status_code == 200
    assert as_(client, people["member"]).get(reverse(f"{name}:add")).status_code == 302
