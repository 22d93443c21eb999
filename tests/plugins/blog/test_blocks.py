"""The block of the newest posts."""

import pytest
from wagtail.models import Locale

from himmeli.blocks.registry import PAGE, TEXT, offered_blocks
from plugins.blog.blocks import LatestPostsBlock

from .factories import helsinki, make_blog, make_category, make_post


def shown(**value):
    block = LatestPostsBlock()
    value = block.to_python({"title": "Uutta", "number": 3, "category": None, "tag": "", "layout": "cards", **value})
    return block, value


def titles(**value):
    block, value = shown(**value)
    return [post.title for post in block.get_context(value)["posts"]]


@pytest.fixture
def posts(blog):
    topic = make_category()
    for day, (title, fields) in enumerate(
        [
            ("Vanhin", {"categories": [topic]}),
            ("Toinen", {"tags": ["Leipä"]}),
            ("Kolmas", {"categories": [topic], "tags": ["leipä"]}),
            ("Uusin", {}),
        ],
        start=1,
    ):
        make_post(blog, title, published_at=helsinki(2026, 1, day), **fields)
    return topic


def test_newest_posts_are_shown(posts):
    assert titles() == ["Uusin", "Kolmas", "Toinen"]
    assert titles(number=1) == ["Uusin"]


def test_topic_and_tag_narrow_them(posts):
    assert titles(category=posts.pk) == ["Kolmas", "Vanhin"]
    assert titles(tag="LEIPÄ") == ["Kolmas", "Toinen"]
    assert titles(category=posts.pk, tag="leipä") == ["Kolmas"]
    assert titles(tag="ei ole") == []


def test_topic_of_the_original_language_finds_the_translation_s_posts(site_root, blog):
    finnish = make_category()
    english = make_category("Parties", "parties", "en", translation_key=finnish.translation_key)
    make_post(blog, categories=[english])

    assert titles(category=finnish.pk) == ["Leipä nousee"]


def test_other_languages_posts_are_not_shown(site_root, posts):
    english = Locale.objects.get(language_code="en")
    home = site_root.copy_for_translation(english)
    make_post(make_blog(home, title="Blog", slug="blog", locale=english), "Bread")

    assert "Bread" not in titles(number=12)


@pytest.mark.parametrize("layout", ["cards", "list", "lead"])
def test_every_layout_shows_the_posts_and_the_way_to_all(blog, posts, layout):
    block, value = shown(layout=layout, link_label="Kaikki")

    html = block.render(value)

    assert [title in html for title in ("Uusin", "Kolmas", "Toinen", "Vanhin")] == [True, True, True, False]
    assert f'href="{blog.url}"' in html


def test_without_posts_nothing_is_shown(blog):
    block, value = shown()

    assert block.render(value).strip() == ""


def test_it_is_offered_on_pages_and_not_inside_posts():
    assert "latest_posts" in offered_blocks(PAGE)
    assert "latest_posts" not in offered_blocks(TEXT)
