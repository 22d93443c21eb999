"""Reading CSS: is a value plain, does a stylesheet hold together, and what of it needs to be sent."""

import re

from .exceptions import ThemeError

# A string, a comment, an address, space, a bracket. What matches nothing is sent as it is.
PIECE = re.compile(
    r"""(?P<string>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')"""
    r"""|(?P<comment>/\*.*?\*/)"""
    r"""|(?P<url>\burl\(\s*(?P<address>"[^"\n]*"|'[^'\n]*'|[^)"'\s]*)\s*\))"""
    r"""|(?P<space>\s+)"""
    r"""|(?P<bracket>[{}()\[\]])"""
    r"""|(?P<stray>/\*|["'])""",
    re.DOTALL | re.IGNORECASE,
)
CLOSED_BY = {"{": "}", "(": ")", "[": "]"}
IMPORT = re.compile(r"@import\b", re.IGNORECASE)
# What a token may be made of: lengths, functions, names, colours, quoted font names. Nothing that ends a declaration.
PLAIN_VALUE = re.compile(r"""[\w\s.,%+*/()#'"-]*\Z""")
FETCHING = re.compile(r"\b(url|src|image|image-set|-webkit-image-set|element|expression)\s*\(", re.IGNORECASE)


def is_plain_value(value: str) -> bool:
    """Whether a value can stand in a declaration: it can't end it, open a comment, or fetch anything."""
    if not PLAIN_VALUE.match(value) or "/*" in value or "*/" in value or "\n" in value or FETCHING.search(value):
        return False
    if any(value.count(quote) % 2 for quote in "\"'"):
        return False
    depth = 0
    for sign in value:
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return False
    return depth == 0


def squeeze(css: str, rewrite=None) -> str:
    """CSS without comments and needless space. `rewrite(address)` gives each url() its address on the site.

    Raises ThemeError when a bracket, a comment or a string stays open, or when it imports another stylesheet.
    """
    opened, parts, end = [], [], 0
    for match in PIECE.finditer(css):
        _append_plain(parts, css[end : match.start()])
        end = match.end()
        kind = match.lastgroup
        if kind == "stray":
            raise ThemeError(f"line {_line(css, match)}: {match[0]} is opened and never closed")
        if kind in ("url", "address"):
            parts.append(_address(match, rewrite, css))
        elif kind == "space":
            if not parts or parts[-1] != " ":
                parts.append(" ")
        elif kind == "bracket":
            _count_bracket(opened, match, css)
            parts.append(match[0])
        elif kind == "string":
            parts.append(match[0])
    _append_plain(parts, css[end:])
    if opened:
        sign, match = opened[-1]
        raise ThemeError(f"line {_line(css, match)}: {sign} is opened and never closed")
    return "".join(parts).strip()


def _append_plain(parts, text):
    if IMPORT.search(text):
        raise ThemeError("@import is not possible: name the file in `stylesheets` of theme.toml")
    if text:
        parts.append(text)


def _count_bracket(opened, match, css):
    sign = match[0]
    if sign in CLOSED_BY:
        opened.append((sign, match))
    elif not opened or CLOSED_BY[opened.pop()[0]] != sign:
        raise ThemeError(f"line {_line(css, match)}: {sign} closes nothing")


def _address(match, rewrite, css):
    address = match["address"].strip("\"'")
    if rewrite is None or address.startswith(("data:", "#")):
        return match[0]
    if ":" in address.partition("/")[0] or address.startswith("/"):
        raise ThemeError(f"line {_line(css, match)}: {address} is not a file of the theme")
    return f'url("{rewrite(address)}")'


def _line(css, match):
    return css.count("\n", 0, match.start()) + 1
