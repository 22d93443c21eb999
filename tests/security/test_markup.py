"""Where the site puts HTML together by hand, what people write stays text."""

from django.template import Context, Template

from himmeli.search.text import marked
from himmeli.search.words import words_of
from himmeli.seo.head import as_script
from plugins.blog.models import Comment

SCRIPT = "<script>alert(1)</script>"


def test_a_comment_is_text():
    html = Comment(body=f'{SCRIPT} https://example.org/"onmouseover="x').html

    assert "<script" not in html
    assert '"onmouseover' not in html


def test_what_the_search_marks_is_text():
    html = marked(f"Saunaa {SCRIPT} saunaa", words_of("saunaa", "fi"))

    assert "<mark>" in html
    assert "<script" not in html


def test_facts_for_search_engines_cannot_end_their_script():
    assert "</script" not in as_script({"name": f"{SCRIPT}<!--"}).lower()


def test_an_ornament_and_an_icon_hold_nothing_of_their_names():
    drawn = Template("{% load himmeli_theme %}{% ornament name %}{% icon name %}{% icon 'x' title=name %}")

    assert "<script" not in drawn.render(Context({"name": SCRIPT}))
