"""A kit names things by key ("page:story", "image:lake-summer"); the site knows them by number."""

import re

REFERENCE = re.compile(r"(page|image|document|section|category):([\w-]+)\Z")
LINK_IN_TEXT = re.compile(r'<a linktype="(page|document)" href="(?:page|document):([\w-]+)">(.*?)</a>', re.DOTALL)


class UnknownReference(Exception):
    """A kit names something that it does not hold."""


def resolve(value, find):
    """The value with every reference replaced by what `find(kind, key)` answers (a number, or None to leave it out).

    Works on JSON as stored in a stream, and inside rich text.
    """
    if isinstance(value, dict):
        return {key: resolve(part, find) for key, part in value.items()}
    if isinstance(value, list):
        return [resolve(part, find) for part in value]
    if isinstance(value, str):
        match = REFERENCE.match(value)
        if match:
            return find(*match.groups())
        return LINK_IN_TEXT.sub(lambda link: _link(link, find), value)
    return value


def _link(link, find):
    kind, key, text = link.groups()
    number = find(kind, key)
    return f'<a linktype="{kind}" id="{number}">{text}</a>' if number else text
