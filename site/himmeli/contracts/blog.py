"""What happens in comments."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CommentPosted:
    """A comment has come in, shown or waiting for a moderator; not one taken for spam."""

    comment_id: int


@dataclass(frozen=True)
class CommentShown:
    """A comment is there for everybody to read: at once, or since a moderator approved it."""

    comment_id: int
