class CommentsClosed(Exception):
    """Nobody, or not this person, may comment on the post now."""


class TooManyComments(Exception):
    """The same sender has sent too many comments in a short time."""


class TooLate(Exception):
    """The time in which a member may change her own comment is over."""
