"""With the plugin off nothing of it answers, to nobody, and nothing is lost."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from himmeli.navigation.blocks import menu_targets
from himmeli.plugins.activation import switch_off, switch_on
from himmeli.plugins.slots import render_slot
from himmeli.plugins.waiting import waiting
from plugins.blog.models import Comment
from plugins.blog.pages import BlogIndexPage, PostPage
from plugins.blog.services.defences import form_token

from .factories import make_author, make_category, make_comment, make_post


@pytest.fixture
def addresses(blog):
    post = make_post(blog, categories=[make_category()], authors=[make_author()], tags=["olki"])
    comment = make_comment(post)
    return {
        "index": blog.url,
        "post": post.url,
        "topic": blog.address("category", "talkoot"),
        "author": blog.address("author", "aino"),
        "tag": blog.address("tag", "olki"),
        "rss": reverse("blog:feed", args=["rss"]),
        "atom": reverse("blog:feed", args=["atom"]),
        "topic feed": reverse("blog:category_feed", args=["talkoot", "rss"]),
        "author feed": reverse("blog:author_feed", args=["aino", "rss"]),
        "answer": reverse("blog:reply", args=[comment.pk]),
        "comments": reverse("wagtailsnippets_blog_comment:list"),
        "comment": reverse("wagtailsnippets_blog_comment:edit", args=[comment.pk]),
        "topics": reverse("wagtailsnippets_blog_category:list"),
        "authors": reverse("wagtailsnippets_blog_authorprofile:list"),
        "rules": reverse("wagtailsettings:edit", args=["blog", "commentrules"]),
        "decision": reverse("wagtail_bulk_action", args=["blog", "comment", "approve"]) + f"?id={comment.pk}",
        "new post": reverse("wagtailadmin_pages:add", args=["blog", "postpage", blog.pk]),
    }


def test_nothing_answers_and_all_comes_back(addresses, client, administrator):
    client.force_login(administrator)
    post = PostPage.objects.get()
    answers = {name: client.get(url, follow=True).status_code for name, url in addresses.items()}
    assert answers == dict.fromkeys(addresses, 200)

    switch_off("blog")

    # Django looks for what it can't find in the visitor's language, too: that answer counts.
    answers = {name: client.get(url, follow=True).status_code for name, url in addresses.items()}
    refused = answers.pop("new post")
    assert answers == dict.fromkeys(answers, 404)
    assert refused in (403, 404)
    sent = client.post(reverse("blog:comment", args=[post.pk]), {"body": "x", "token": form_token(post.pk)})
    assert sent.status_code == 404
    assert Comment.objects.count() == 1
    assert Page.objects.type(BlogIndexPage, PostPage).count() == 2

    switch_on("blog")

    assert client.get(addresses["post"]).status_code == 200


def test_visitors_find_nothing_either(addresses, client):
    switch_off("blog")

    public = ("index", "post", "topic", "author", "tag", "rss", "atom", "topic feed", "author feed", "answer")
    assert {name: client.get(addresses[name]).status_code for name in public} == dict.fromkeys(public, 404)


def test_what_it_offers_elsewhere_is_gone(blog):
    assert menu_targets.get("blog").value.address() == blog.url
    assert "application/rss+xml" in render_slot("page.head", {})
    assert any(entry.plugin == "blog" for entry in waiting.active())

    switch_off("blog")

    assert menu_targets.get("blog") is None
    assert render_slot("page.head", {}) == ""
    assert not any(entry.plugin == "blog" for entry in waiting.active())
