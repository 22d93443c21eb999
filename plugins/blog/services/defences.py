"""What keeps robots and abuse out of the comments. Nothing here is sent to anybody, and no address is stored."""

import re
import time

from django.core import signing
from django.core.cache import cache
from django.utils.crypto import salted_hmac

from ..exceptions import TooManyComments
from ..models import CommentRules

SALT = "blog.comment"
# Nobody reads a form and writes a comment faster than this.
SECONDS_TO_WRITE = 3
COMMENTS_IN_A_WINDOW = 5
WINDOW_SECONDS = 600
LINKS_ALLOWED = 2
LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


def form_token(post_id: int) -> str:
    """Tells when a form was given out, and for which post."""
    return signing.dumps([post_id, int(time.time())], salt=SALT)


def is_filled_by_robot(token: str, post_id: int) -> bool:
    """Whether the form was not ours, or came back faster than a person writes.

    How old it is does not matter: the page around it is kept for all visitors until something on it changes.
    """
    try:
        signed_id, given_out_at = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return True
    return signed_id != post_id or time.time() - given_out_at < SECONDS_TO_WRITE


def count_comment(sender: str) -> None:
    """Count a comment to its sender (an address or a member). Raises TooManyComments."""
    key = f"blog.comments.{salted_hmac(SALT, sender).hexdigest()[:32]}"
    cache.add(key, 0, WINDOW_SECONDS)
    try:
        sent = cache.incr(key)
    except ValueError:  # it went out of the cache between the two calls
        sent = 1
    if sent > COMMENTS_IN_A_WINDOW:
        raise TooManyComments


def blocked_word(*texts: str) -> str:
    """The first line of the blocklist that one of the texts holds, or an empty string."""
    text = " ".join(texts).lower()
    for line in CommentRules.load().blocklist.lower().split("\n"):
        word = line.strip()
        if word and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text):
            return word
    return ""


def has_many_links(text: str) -> bool:
    return len(LINK.findall(text)) > LINKS_ALLOWED
