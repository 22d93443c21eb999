"""Alphabetical order as each language has it."""

import unicodedata

from django.conf import settings
from django.db import connection
from django.db.models import F
from django.db.models.functions import Collate
from django.utils.translation import get_language

# Letters that are letters of their own and stand after z, in this order. All other marks only break ties.
AFTER_Z = {"fi": "åäö", "sv": "åäö", "da": "æøå", "nb": "æøå", "et": "õäöü"}
SAME_AS = {"fi": {"w": "v", "æ": "ä", "ø": "ö"}, "sv": {"æ": "ä", "ø": "ö"}, "da": {"ä": "æ", "ö": "ø"}}


def sort_key(text: str, language: str = "") -> tuple:
    """What to sort by: `sorted(names, key=sort_key)`. The language is the one in use unless told."""
    language = (language or get_language() or settings.LANGUAGE_CODE).partition("-")[0]
    after_z, same = AFTER_Z.get(language, ""), SAME_AS.get(language, {})
    letters = []
    for letter in unicodedata.normalize("NFC", text.casefold()):
        letter = same.get(letter, letter)
        if letter in after_z:
            letters.append(chr(0x10FF00 + after_z.index(letter)))
        else:
            letters.append("".join(c for c in unicodedata.normalize("NFD", letter) if not unicodedata.combining(c)))
    return "".join(letters), text


def in_order(field: str, language: str = ""):
    """An expression for `order_by`: the database's own order of that language where it has one."""
    language = (language or get_language() or settings.LANGUAGE_CODE).partition("-")[0]
    return Collate(F(field), f"{language}-x-icu") if connection.vendor == "postgresql" else F(field)
