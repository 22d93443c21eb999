import pytest

from plugins.blog.pages.reading_time import count_words, reading_minutes

from .factories import make_post


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Linja-autoasema on kiinni.", 3),
        ("Klo 14.30 maksettiin 2 340,50 euroa", 6),
        ("don't – won’t", 2),
        ("Ääkköset, öylätti; åland!", 3),
        ("– ” … !", 0),
        ("", 0),
    ],
)
def test_whole_words_are_counted(text, words):
    assert count_words(text) == words


@pytest.mark.parametrize(
    ("words", "language", "minutes"),
    [(0, "fi", 1), (161, "fi", 1), (644, "fi", 4), (912, "en", 4), (644, "en", 3), (398, "sv", 2), (368, "xx", 2)],
)
def test_finnish_takes_longer_than_english(words, language, minutes):
    assert reading_minutes("sana " * words, language) == minutes


def test_post_counts_the_words_of_all_its_blocks_but_not_its_markup(blog):
    text = "<p>" + "<b>sana</b> <i>toinen</i> " * 161 + "</p>"
    body = [
        {"type": "rich_text", "value": {"text": text}},
        {"type": "quote", "value": {"text": "sana " * 161, "name": "Helvi"}},
    ]

    post = make_post(blog, body=body, intro="sana " * 160)

    assert post.reading_minutes == 4
