"""The blog's lists: newest, months, topics, authors, tags; pages; their cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Locale, PageViewRestriction

from plugins.blog.pages import BlogIndexPage, PostPage
from plugins.blog.views.feeds import feed_address

from .factories import helsinki, make_author, make_blog, make_category, make_post, multiply


def titles(response):
    context = response.context
    lead = [context["lead"].title] if "lead" in context and context["lead"] and context["page_obj"].number == 1 else []
    return lead + [post.title for post in context["page_obj"]]


def test_newest_comes_first_and_large(blog, client):
    make_post(blog, "Vanha", published_at=helsinki(2026, 1, 1))
    make_post(blog, "Uusi", published_at=helsinki(2026, 3, 1))
    make_post(blog, "Keski", published_at=helsinki(2026, 2, 1))

    response = client.get(blog.url)

    assert titles(response) == ["Uusi", "Keski", "Vanha"]
    assert "lead-post" in response.content.decode()


def test_empty_blog_says_what_it_is_for(blog, client):
    response = client.get(blog.url)

    assert response.status_code == 200
    assert "empty-state" in response.content.decode()


def test_every_post_is_on_exactly_one_page(blog, client):
    for number in range(23):
        make_post(blog, f"Kirjoitus {number}", published_at=helsinki(2026, 1, 1, number))

    pages = [titles(client.get(f"{blog.url}?page={number}")) for number in (1, 2, 3)]

    assert [len(page) for page in pages] == [10, 9, 4]
    assert len({title for page in pages for title in page}) == 23


@pytest.mark.parametrize("page", ["", "0", "999", "x", "-1"])
def test_strange_page_numbers_show_a_page(blog, client, page):
    make_post(blog)

    assert client.get(f"{blog.url}?page={page}").status_code == 200


def test_month_and_year_show_their_posts_in_the_site_s_time(blog, client):
    make_post(blog, "Vuoden viimeinen", published_at=helsinki(2025, 12, 31, 23, 30))
    make_post(blog, "Vuoden ensimmäinen", published_at=helsinki(2026, 1, 1, 0, 30))

    assert titles(client.get(f"{blog.url}2026/1/")) == ["Vuoden ensimmäinen"]
    assert titles(client.get(f"{blog.url}2025/12/")) == ["Vuoden viimeinen"]
    assert titles(client.get(f"{blog.url}2025/")) == ["Vuoden viimeinen"]
    months = blog.month_links()
    assert [(year["year"], [month["number"] for month in year["months"]]) for year in months] == [
        (2026, [1]),
        (2025, [1]),
    ]


@pytest.mark.parametrize("path", ["2024/", "2026/13/", "2026/0/", "0/", "99999/", "2026/2/"])
def test_month_without_posts_is_not_found(blog, client, path):
    make_post(blog, published_at=helsinki(2026, 1, 1))

    assert client.get(f"{blog.url}{path}").status_code == 404


def test_topic_author_and_tag_show_theirs(blog, client):
    topic, author = make_category(), make_author()
    make_post(blog, "Aiheesta", categories=[topic])
    make_post(blog, "Ainolta", authors=[author])
    make_post(blog, "Oljesta", tags=["leivän juuri"])

    assert titles(client.get(blog.address("category", "talkoot"))) == ["Aiheesta"]
    response = client.get(blog.address("author", "aino"))
    assert titles(response) == ["Ainolta"]
    assert "Aino Sormunen" in response.content.decode()
    assert titles(client.get(blog.address("tag", "leivän-juuri"))) == ["Oljesta"]


@pytest.mark.parametrize("name", ["category", "author", "tag"])
def test_unknown_topic_author_or_tag_is_not_found(blog, client, name):
    assert client.get(blog.address(name, "ei-ole")).status_code == 404


def test_words_in_addresses_are_the_page_s_language_and_english_works_too(blog, client, monkeypatch):
    from plugins.blog.pages import index

    class Word:
        def __str__(self):
            return "aihe" if translation.get_language() == "fi" else "category"

    monkeypatch.setitem(index.ADDRESS_WORDS, "category", Word())
    make_category()

    with translation.override("en"):
        assert blog.reverse_subpage("category", args=["talkoot"]) == "aihe/talkoot/"
    assert client.get(f"{blog.url}aihe/talkoot/").status_code == 200
    assert client.get(f"{blog.url}category/talkoot/").status_code == 200


def test_topic_of_another_language_is_not_found(blog, client):
    make_category("Crafts", "crafts", "en")

    assert client.get(f"{blog.url}category/crafts/").status_code == 404


def test_private_post_is_in_no_list_and_no_count(blog, client):
    post = make_post(blog, "Salainen", published_at=helsinki(2026, 1, 1))
    PageViewRestriction.objects.create(page=post, restriction_type=PageViewRestriction.LOGIN)

    assert titles(client.get(blog.url)) == []
    assert blog.month_links() == []
    assert list(PostPage.objects.published()) == []


def test_private_blog_shows_its_readers_all_posts(blog, client, member):
    make_post(blog, "Jäsenille")
    PageViewRestriction.objects.create(page=blog, restriction_type=PageViewRestriction.LOGIN)

    assert client.get(blog.url).status_code == 302
    client.force_login(member)
    assert titles(client.get(blog.url)) == ["Jäsenille"]
    assert list(PostPage.objects.published()) == []


def test_two_blogs_keep_their_posts_apart(blog, site_root, client):
    other = make_blog(site_root, title="Toinen", slug="toinen")
    make_post(blog, "Yksi")
    make_post(other, "Kaksi")

    assert titles(client.get(blog.url)) == ["Yksi"]
    assert titles(client.get(other.url)) == ["Kaksi"]


def fill(blog):
    """Ten posts on two topics, by two authors, with a tag. Returns the first; `multiply` makes more of it."""
    post = make_post(
        blog,
        "Kirjoitus olkitöistä",
        categories=[make_category(f"Aihe {n}", f"aihe-{n}") for n in range(2)],
        authors=[make_author(f"Kirjoittaja {n}", f"k-{n}") for n in range(2)],
        tags=["olki"],
        published_at=helsinki(2026, 1, 28, 12),
    )
    multiply(post, blog, 10)
    return post


def cost(client, url):
    """Queries of a page that is asked for the second time; what the kernel measures now and then is left out."""
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    sql = [query["sql"] for query in queries.captured_queries]
    return len([line for line in sql if line.startswith("SELECT") and "plugincost" not in line])


def test_nothing_costs_more_queries_among_a_thousand_posts_than_among_ten(blog, client, settings):
    settings.PAGE_CACHE = False
    post = fill(blog)
    lists = ["", "?page=2", "2025/", "2026/1/", "category/aihe-0/", "author/k-0/", "tag/olki/"]
    searches = ["?q=olki", "?q=olki&kind=posts&page=2", "suggest/?q=olki"]
    with translation.override("fi"):
        feeds = [feed_address("rss"), feed_address("atom", post.category), feed_address("rss", post.authors.first())]
    urls = [post.url, *(blog.url + place for place in lists), *feeds, *(f"/fi/haku/{place}" for place in searches)]
    with_ten = {url: cost(client, url) for url in urls}
    multiply(post, blog, 1000)

    assert client.get(blog.url).context["page_obj"].paginator.count == 999
    assert client.get("/fi/haku/?q=olki&kind=posts").context["group"].count == 1000
    assert {url: cost(client, url) for url in urls} == with_ten


def test_sitemap_lists_topics(blog, client):
    make_post(blog, categories=[make_category()])

    locations = [entry["location"] for entry in blog.get_sitemap_urls()]

    assert f"{blog.full_url}{blog.reverse_subpage('category', ['talkoot'])}" in locations


def test_blog_is_shown_in_its_own_language(site_root, client):
    english = Locale.objects.get(language_code="en")
    home = site_root.copy_for_translation(english)
    home.live = True
    home.save()
    blog = make_blog(home, title="Blog", slug="blog", locale=english)
    make_post(blog, "Bread")

    assert blog.url.startswith("/en/")
    assert titles(client.get(blog.url)) == ["Bread"]
    assert BlogIndexPage.objects.count() == 1


def test_search_finds_posts_as_posts_and_not_the_hidden(blog):
    from himmeli.search.types import search_types

    shown = make_post(blog, "Näkyvä")
    make_post(blog, "Piilotettu", is_hidden_from_search=True)
    make_post(blog, "Luonnos", live=False)
    entry = search_types.get("posts")

    assert list(entry.value.queryset("fi")) == [shown]
    assert list(entry.value.queryset("en")) == []
    assert entry.value.page_types == ("blog.PostPage",)
    assert entry.plugin == "blog"
