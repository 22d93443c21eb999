from .authors import erase_author_profiles_of
from .comments import (
    approve_comments,
    delete_old_refused,
    edit_comment,
    erase_comment,
    erase_comments_of,
    mark_spam,
    post_comment,
    reject_comments,
)
from .following import follow_talk, forget_following_of, stop_following
from .pictures import make_pictures
from .telling import stop_notices

__all__ = [
    "approve_comments",
    "delete_old_refused",
    "edit_comment",
    "erase_author_profiles_of",
    "erase_comment",
    "erase_comments_of",
    "follow_talk",
    "forget_following_of",
    "make_pictures",
    "mark_spam",
    "post_comment",
    "reject_comments",
    "stop_following",
    "stop_notices",
]
