"""Markdown of a kit as blocks, and the demo cooperative's blog."""

import pytest

from plugins.blog.kit.markdown import split_front_matter, to_blocks
from plugins.blog.models import Category, Comment
from plugins.blog.pages import BlogIndexPage, PostPage

TEXT = """Ensimmäinen *kappale*, jossa on **paino** ja [linkki](https://example.org/).

## Otsikko

- yksi
- kaksi

![Kuva leivästä](bread "Uunista")

> Himmeli on hyvä työ.
> – Helvi Nevalainen

Loppu.
"""


def test_markdown_becomes_text_pictures_and_quotes():
    blocks = to_blocks(TEXT, {"bread": 7}.get)

    assert [block["type"] for block in blocks] == ["rich_text", "image", "quote", "rich_text"]
    text = blocks[0]["value"]["text"]
    assert "<i>kappale</i>" in text
    assert "<b>paino</b>" in text
    assert '<a href="https://example.org/">linkki</a>' in text
    assert "<h2>Otsikko</h2>" in text
    assert text.count("<li>") == 2
    assert blocks[1]["value"] == {"image": 7, "alt": "Kuva leivästä", "caption": "Uunista", "size": "normal"}
    assert blocks[2]["value"] == {"text": "Himmeli on hyvä työ.", "name": "Helvi Nevalainen"}
    assert blocks[3]["value"]["text"] == "<p>Loppu.</p>\n"


def test_picture_that_is_not_there_is_left_out():
    assert [block["type"] for block in to_blocks("Yksi\n\n![x](ei-ole)\n\nKaksi", lambda key: None)] == [
        "rich_text"
    ] * 2


def test_html_in_markdown_is_text():
    assert "<script>" not in to_blocks("<script>x</script>", lambda key: None)[0]["value"]["text"]


@pytest.mark.parametrize("text", ["", "Ei mitään", '+++\ntitle = "x"\n'])
def test_file_without_facts_is_refused(text):
    with pytest.raises(ValueError):
        split_front_matter(text)


def test_demo_blog_is_loaded_once(db):
    from himmeli.kits.services import load_kit

    load_kit("kylan-vaki")
    load_kit("kylan-vaki")

    finnish, english = (BlogIndexPage.objects.get(locale__language_code=code) for code in ("fi", "en"))
    assert finnish.translation_key == english.translation_key
    assert PostPage.objects.child_of(finnish).count() == 8
    assert PostPage.objects.child_of(english).count() == 2
    post = PostPage.objects.get(slug="helvi-opetti-minut-odottamaan")
    assert [author.name for author in post.authors.all()] == ["Yusuf Haddad"]
    assert {category.slug for category in post.categories.all()} == {"leipa-ja-ruoka", "tieto-kiertoon"}
    assert {block.block_type for block in post.body} <= {"rich_text", "image", "quote"}
    assert post.reading_minutes > 2
    assert post.image is not None
    assert Comment.objects.filter(post=post).count() == 4
    assert Category.objects.filter(locale__language_code="fi").count() == 5
    assert post.get_translations().count() == 1
