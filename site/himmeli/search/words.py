"""What a visitor typed, as words that can be looked for. No sign of the query languages of databases gets through.

Finnish bends its words: "leipä" is also "leivän", "leipää", "leiville". No stemmer is needed for most of that, since
the forms begin alike: each word is looked for by its beginning, without its ending, in both grades of its consonants
(leip-, leiv-). It finds too much rather than too little; the ranking puts the exact word first.

Limits: a word is found by its beginning only, so "jauho" does not find "ruisjauho"; words that change their vowel too
("vesi", "vettä") or lose a k ("jalka", "jalan") are found by the form typed; a beginning has at least four letters.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache

WORD = re.compile(r"\w+")
MOST_WORDS = 8
LONGEST_WORD = 40
LONGEST_QUERY = 200
SHORTEST_STEM = 4

# Endings of Finnish cases, numbers and owners, longest first; what is before them stays alike.
ENDINGS = (
    "oissani", "issani", "öissä", "oissa", "oista", "öistä", "oille", "öille", "issa", "issä", "ista", "istä", "illa",
    "illä", "ilta", "iltä", "ille", "ssani", "ssäni", "ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "lle",
    "ksi", "tta", "ttä", "oja", "öjä", "ojen", "öjen", "jen", "ien", "iin", "een", "aan", "ään", "oon", "uun", "yyn",
    "öön", "seen", "siin", "iksi", "ina", "inä", "mme", "nne", "nsa", "nsä", "kin", "na", "nä", "ja", "jä", "ia",
    "iä", "en", "in", "an", "än", "on", "un", "yn", "ön", "ni", "si", "n", "t", "a", "ä",
)  # fmt: skip
VOWELS = "aeiouyäö"
PLURALS = {"en": ("s", "es"), "sv": ("ar", "er", "or", "en", "et", "na", "r", "n")}
# The two grades of a consonant at the end of a stem: strong -> weak. Weak ones are turned back, too.
GRADES = [
    ("kk", "k"), ("pp", "p"), ("tt", "t"), ("nk", "ng"), ("nt", "nn"), ("mp", "mm"), ("lt", "ll"), ("rt", "rr"),
    ("p", "v"), ("t", "d"),
]  # fmt: skip


@dataclass(frozen=True)
class Word:
    """One word typed: itself, and the beginnings by which its other forms are found."""

    typed: str
    beginnings: tuple[str, ...]

    @cached_property
    def folded(self) -> str:
        return folded(self.typed)

    @cached_property
    def folded_beginnings(self) -> tuple[str, ...]:
        return tuple(folded(beginning) for beginning in self.beginnings)


# A few hundred results hold the same words again and again.
@lru_cache(maxsize=4096)
def folded(word: str) -> str:
    """Without case and accents, as databases compare."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def words_of(query: str, language: str) -> list[Word]:
    """The words of a query, at most eight. Control signs, quotes, operators and anything else are no words."""
    text = unicodedata.normalize("NFC", query[:LONGEST_QUERY].replace("\x00", " ")).lower()
    typed = dict.fromkeys(word[:LONGEST_WORD] for word in WORD.findall(text.replace("_", " ")))
    return [Word(word, beginnings(word, language)) for word in list(typed)[:MOST_WORDS]]


def beginnings(word: str, language: str) -> tuple[str, ...]:
    """The word first; then, in Finnish, what its other forms begin with."""
    found = [word]
    if language == "fi" and word.isalpha():
        found += _finnish(word)
    elif len(word) > SHORTEST_STEM + 1:
        found += [word.removesuffix(ending) for ending in PLURALS.get(language, ()) if word.endswith(ending)]
    return tuple(dict.fromkeys(part for part in found if part == word or len(part) >= SHORTEST_STEM))


def _finnish(word):
    stem = next((cut for cut in (word.removesuffix(ending) for ending in ENDINGS) if _is_stem(cut, word)), word)
    root = stem.rstrip(VOWELS)
    # Of a short word the vowel stays: "kadu", for "kad" begins too many others.
    vowel = stem[len(root) : len(root) + 1] if len(root) < SHORTEST_STEM else ""
    return [form + vowel for form in (root, *_other_grades(root))]


def _is_stem(cut, word):
    return cut != word and len(cut) >= SHORTEST_STEM and any(letter in VOWELS for letter in cut)


def _other_grades(root):
    for strong, weak in GRADES:
        if root.endswith(strong):
            yield root.removesuffix(strong) + weak
            break
    for strong, weak in GRADES:
        if root.endswith(weak) and not root.endswith(strong):
            yield root.removesuffix(weak) + strong
