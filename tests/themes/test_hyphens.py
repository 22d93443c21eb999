"""Long Finnish words may break, at syllables and seldom elsewhere."""

import pytest
from django.template import engines
from django.utils.translation import override

from himmeli.themes.hyphens import SOFT_HYPHEN, hyphenate


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("jäsenrekisteriseloste", "jäsen-rekis-teri-seloste"),
        ("toimintasuunnitelma", "toimin-tasuun-nitelma"),
        ("maatalousprojekti", "maata-lous-projekti"),
        ("VUOSIKOKOUSKUTSU", "VUOSI-KOKOUS-KUTSU"),
    ],
)
def test_a_long_word_may_break_before_a_consonant_and_a_vowel(word, parts):
    assert hyphenate(word) == parts.replace("-", SOFT_HYPHEN)


def test_short_words_numbers_and_addresses_stay_whole():
    for text in ("Kylätalo ja kahvila", "1234567890123456", "Ota yhteyttä"):
        assert hyphenate(text) == text


def test_only_finnish_headings_are_changed():
    template = engines["django"].from_string("{{ title|soft_hyphens }}")

    with override("sv"):
        assert SOFT_HYPHEN not in template.render({"title": "Verksamhetsberättelsen"})
    with override("fi"):
        assert SOFT_HYPHEN in template.render({"title": "Toimintasuunnitelma"})


def test_what_was_typed_stays_text():
    with override("fi"):
        page = (
            engines["django"].from_string("{{ title|soft_hyphens }}").render({"title": "<script>toimintasuunnitelma"})
        )

    assert "<script>" not in page
