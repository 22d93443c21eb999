"""Comments as the components show them, and the form to write one."""

from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from himmeli.media.models import Picture

from ..forms import CommentForm, MemberCommentForm
from ..permissions import may_change_comment
from ..services.defences import form_token


@dataclass(frozen=True)
class ShownComment:
    """The inputs of the component `comment`."""

    anchor: str
    name: str
    image: Picture | None
    posted: datetime
    body: str
    is_waiting: bool
    is_removed: bool
    reply_url: str = ""
    edit_url: str = ""
    delete_url: str = ""
    replies: list["ShownComment"] = field(default_factory=list)


def shown_comments(comments, user, *, may_answer: bool) -> list[ShownComment]:
    """Comments with their `.answers`, as a list for the component `comment_list`."""
    return [
        _shown(comment, user, may_answer, [_shown(answer, user, False, []) for answer in comment.answers])
        for comment in comments
    ]


def _shown(comment, user, may_answer, replies):
    is_hers = may_change_comment(user, comment)
    return ShownComment(
        anchor=comment.anchor,
        name=_("Comment removed") if comment.is_removed else comment.author_name,
        image=comment.user.portrait if comment.user else None,
        posted=comment.created_at,
        body=comment.html,
        is_waiting=comment.is_waiting,
        is_removed=comment.is_removed,
        reply_url=reverse("blog:reply", args=[comment.pk]) if may_answer and comment.status == "shown" else "",
        edit_url=reverse("blog:edit_comment", args=[comment.pk]) if is_hers else "",
        delete_url=reverse("blog:erase_comment", args=[comment.pk]) if is_hers else "",
        replies=replies,
    )


def comment_form(user, post, data=None):
    """The form for a member or a visitor, empty or with what was typed."""
    if user.is_authenticated:
        return MemberCommentForm(data)
    return CommentForm(data, initial={"token": form_token(post.pk)})
