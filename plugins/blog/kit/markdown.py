"""Posts of a kit are written in Markdown; pages are made of blocks."""

import re
import tomllib

from markdown_it import MarkdownIt

FENCE = "+++"
WHO_SAID_IT = re.compile(r"\n?[–—-]\s*([^\n]+)\Z")
MARKDOWN = MarkdownIt("commonmark", {"html": False})


def split_front_matter(text: str) -> tuple[dict, str]:
    """(facts, Markdown) of a file that begins with TOML between two lines of `+++`. Raises ValueError."""
    _, fence, rest = text.partition(f"{FENCE}\n")
    facts, closing, body = rest.partition(f"\n{FENCE}\n")
    if not fence or not closing:
        raise ValueError("no facts between two lines of +++")
    return tomllib.loads(facts), body


def to_blocks(markdown: str, find_image) -> list[dict]:
    """The blocks of a text: runs of rich text, and pictures and quotes that stand alone.

    `find_image(key)` answers the number of the picture that `![alt](key "caption")` names, or None to leave it out.
    """
    blocks, run = [], []
    for group in _top_level(MARKDOWN.parse(markdown)):
        special = _picture(group, find_image) or _quote(group)
        if special is None:
            run += group
            continue
        _flush(run, blocks)
        run = []
        if special["value"]:
            blocks.append(special)
    _flush(run, blocks)
    return blocks


def _top_level(tokens):
    """The tokens of each paragraph, heading, list... that stands directly in the text."""
    group = []
    for token in tokens:
        group.append(token)
        if token.level == 0 and token.nesting != 1:
            yield group
            group = []


def _picture(group, find_image):
    inline = group[1].children if len(group) == 3 and group[0].type == "paragraph_open" else None
    if not inline or len(inline) != 1 or inline[0].type != "image":
        return None
    number = find_image(inline[0].attrs["src"])
    value = {"image": number, "alt": inline[0].content, "caption": inline[0].attrs.get("title", ""), "size": "normal"}
    return {"type": "image", "value": value if number else None}


def _quote(group):
    if group[0].type != "blockquote_open":
        return None
    text = "\n\n".join(token.content for token in group if token.type == "inline")
    said_by = WHO_SAID_IT.search(text)
    value = {"text": text[: said_by.start()].strip() if said_by else text, "name": said_by[1] if said_by else ""}
    return {"type": "quote", "value": value}


def _flush(run, blocks):
    if not run:
        return
    html = MARKDOWN.renderer.render(run, MARKDOWN.options, {})
    for ours, theirs in (("b", "strong"), ("i", "em")):
        html = html.replace(f"<{theirs}>", f"<{ours}>").replace(f"</{theirs}>", f"</{ours}>")
    blocks.append({"type": "rich_text", "value": {"text": html}})
