"""Feeds as a feed reader reads them."""

import feedparser
import pytest
from django.urls import reverse
from django.utils import translation
from wagtail.models import PageViewRestriction

from .factories import helsinki, make_author, make_category, make_post

SITE = "http://testserver"


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200
    feed = feedparser.parse(response.content, response_headers={"content-type": response["Content-Type"]})
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def address(name, *args, language="fi"):
    with translation.override(language):
        return reverse(f"blog:{name}", args=args)


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_feed_is_valid_and_all_its_addresses_are_whole(blog, client, kind):
    body = [{"type": "rich_text", "value": {"text": '<p>Lue <a href="/fi/talkoot/">talkoista</a> & tule.</p>'}}]
    topic, author = make_category(), make_author()
    post = make_post(
        blog, "Leipä & suola", intro="Uunista <heti>.", body=body, categories=[topic], authors=[author], tags=["uuni"],
        published_at=helsinki(2026, 3, 8, 9, 15),
    )  # fmt: skip

    feed = read(client, address("feed", kind))

    assert feed.version == {"rss": "rss20", "atom": "atom10"}[kind]
    assert feed.feed.language == "fi"
    entry = feed.entries[0]
    assert entry.title == "Leipä & suola"
    assert entry.link == SITE + post.url
    assert entry.summary == "Uunista <heti>." or "Uunista" in entry.summary
    assert entry.author == "Aino Sormunen"
    assert [tag.term for tag in entry.tags] == ["Talkoot", "uuni"]
    assert entry.published_parsed[:5] == (2026, 3, 8, 7, 15)
    assert f'href="{SITE}/fi/talkoot/"' in entry.content[0].value
    assert 'href="/' not in client.get(address("feed", kind)).content.decode()


def test_identity_of_a_post_outlives_its_address(blog, client):
    post = make_post(blog, slug="yksi")
    before = read(client, address("feed", "rss")).entries[0].id

    post.slug = "kaksi"
    post.save()

    assert read(client, address("feed", "rss")).entries[0].id == before


def test_topics_and_authors_have_feeds_of_their_own(blog, client):
    topic, author = make_category(), make_author()
    make_post(blog, "Aiheesta", categories=[topic])
    make_post(blog, "Ainolta", authors=[author])

    for kind in ("rss", "atom"):
        assert [e.title for e in read(client, address("category_feed", "talkoot", kind)).entries] == ["Aiheesta"]
        assert [e.title for e in read(client, address("author_feed", "aino", kind)).entries] == ["Ainolta"]
    assert client.get(address("category_feed", "ei-ole", "rss")).status_code == 404


def test_feed_holds_what_everybody_may_read_in_its_language(blog, client):
    make_post(blog, "Luonnos", live=False)
    private = make_post(blog, "Salainen")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    make_post(blog, "Julkinen")

    assert [entry.title for entry in read(client, address("feed", "rss")).entries] == ["Julkinen"]
    assert read(client, address("feed", "rss", language="en")).entries == []


def test_pages_tell_where_the_feeds_are(blog, client):
    make_post(blog, categories=[make_category()])

    html = client.get(blog.address("category", "talkoot")).content.decode()

    for kind in ("rss", "atom"):
        assert f'type="application/{kind}+xml"' in html
        assert f'href="{address("feed", kind)}"' in html
        assert f'href="{address("category_feed", "talkoot", kind)}"' in html
