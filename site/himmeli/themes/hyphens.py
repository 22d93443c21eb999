"""Where a long Finnish word may break. Firefox and Safari know it, Chromium does not, and a phone is narrow."""

import re

SOFT_HYPHEN = "\u00ad"
SHORTEST_WORD, SHORTEST_PART = 16, 4
WORD = re.compile(rf"[^\W\d_]{{{SHORTEST_WORD},}}")
VOWELS = "aeiouyäöå"
# A syllable begins with the consonant before a vowel; after another consonant it may begin with two: talous-projekti.
START = re.compile(rf"(?<=[^{VOWELS}])[bdfgkpt][lr](?=[{VOWELS}])|[^\W{VOWELS}](?=[{VOWELS}])", re.IGNORECASE)


def hyphenate(text: str) -> str:
    """The text with soft hyphens in its long words. They are seen only where a line ends at one."""
    return WORD.sub(lambda match: _in_parts(match[0]), text)


def _in_parts(word):
    places = [match.start() for match in START.finditer(word)]
    parts, begin = [], 0
    for place in places:
        if place - begin >= SHORTEST_PART and len(word) - place >= SHORTEST_PART:
            parts.append(word[begin:place])
            begin = place
    return SOFT_HYPHEN.join([*parts, word[begin:]])
