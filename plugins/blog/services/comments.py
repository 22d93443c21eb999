from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from himmeli.accounts.models import site_language
from himmeli.caching.watching import content_changed
from himmeli.contracts.blog import CommentPosted, CommentShown
from himmeli.plugins.events import publish

from ..exceptions import CommentsClosed, TooLate
from ..models import Comment
from ..permissions import may_change_comment, may_comment
from .defences import blocked_word, count_comment, has_many_links
from .telling import tell_of_shown, tell_of_waiting

SAME_AGAIN_WITHIN = timedelta(hours=24)
KEEP_REFUSED_DAYS = 30
Status = Comment.Status


@transaction.atomic
def post_comment(
    *,
    post,
    body: str,
    actor,
    sender: str,
    name: str = "",
    email: str = "",
    wants_notice: bool = False,
    language: str = "",
    parent: Comment | None = None,
    is_trapped: bool = False,
) -> Comment:
    """Add a comment by a member (`actor`, signed in) or a visitor (`name`, `email`), shown or waiting.

    `sender` is whom the rate limit counts it to. An answer to an answer becomes an answer to the first. The same text
    again by the same person is the same comment. A trapped or blocklisted one is kept as spam for a while, so that a
    moderator can save it. Raises CommentsClosed or TooManyComments; nothing is stored then.
    """
    if not may_comment(actor, post) or (parent is not None and parent.post_id != post.pk):
        raise CommentsClosed
    count_comment(sender)
    user = actor if actor.is_authenticated else None
    known = _same_again(post, user, email, body)
    if known is not None:
        return known
    comment = Comment(
        post=post,
        parent=parent.parent or parent if parent is not None else None,
        user=user,
        name="" if user else name,
        email="" if user else email,
        body=body,
        wants_notice=wants_notice and bool(user or email),
        language=language or site_language(),
    )
    comment.status, comment.reason = _judge(comment, is_trapped)
    comment.save()
    if comment.status in (Status.SHOWN, Status.WAITING):
        publish(CommentPosted(comment.pk))
    if comment.status == Status.WAITING:
        tell_of_waiting(comment)
    if comment.status == Status.SHOWN:
        content_changed()
        tell_of_shown(comment)
        publish(CommentShown(comment.pk))
    return comment


@transaction.atomic
def edit_comment(*, comment: Comment, body: str, actor) -> Comment:
    """Change one's own comment. A waiting one goes on waiting, and one with new trouble in it begins to.

    Raises TooLate when it is not the actor's, or no longer hers to change.
    """
    if not may_change_comment(actor, comment):
        raise TooLate
    comment.body, comment.edited_at = body, timezone.now()
    status, reason = _judge(comment, is_trapped=False)
    if status != Status.SHOWN:
        comment.status, comment.reason = status, reason
    comment.save(update_fields=["body", "edited_at", "status", "reason"])
    content_changed()
    return comment


@transaction.atomic
def erase_comment(*, comment: Comment, actor) -> None:
    """Take the text and the name away; "comment removed" stays in its place. Raises TooLate like `edit_comment`."""
    if not may_change_comment(actor, comment):
        raise TooLate
    _empty(Comment.objects.filter(pk=comment.pk))


@transaction.atomic
def erase_comments_of(user) -> int:
    """Take the text and name away from everything a person has written. Returns how many there were."""
    return _empty(Comment.objects.of_person(user))


@transaction.atomic
def approve_comments(comments: Iterable[Comment], *, actor) -> int:
    """Show them, and tell those whom it concerns. Returns how many changed."""
    changed = _decide(comments, Status.SHOWN, actor)
    for comment in changed:
        tell_of_shown(comment)
        publish(CommentShown(comment.pk))
    return len(changed)


def reject_comments(comments: Iterable[Comment], *, actor) -> int:
    """Hide them. They are deleted after a month."""
    return len(_decide(comments, Status.REJECTED, actor))


def mark_spam(comments: Iterable[Comment], *, actor) -> int:
    """Hide them as spam. They are deleted after a month."""
    return len(_decide(comments, Status.SPAM, actor))


def delete_old_refused() -> int:
    """Delete what was rejected or marked as spam a month ago."""
    return Comment.objects.rejected_before(KEEP_REFUSED_DAYS).delete()[0]


@transaction.atomic
def _decide(comments, status, actor):
    changed = []
    for comment in comments:
        if comment.status not in (status, Status.REMOVED):
            comment.status, comment.reason = status, ""
            comment.decided_at, comment.decided_by = timezone.now(), actor
            comment.save(update_fields=["status", "reason", "decided_at", "decided_by"])
            changed.append(comment)
    if changed:
        content_changed()
    return changed


def _judge(comment, is_trapped):
    """(status, reason) of a comment as its text is now. The reason is for moderators, in the site's language."""
    with override(site_language()):
        if is_trapped:
            return Status.SPAM, _("Filled in what only robots see")
        word = blocked_word(comment.name, comment.email, comment.body)
        if word:
            return Status.SPAM, (_("On the blocklist: %(word)s") % {"word": word})[:200]
        if has_many_links(comment.body):
            return Status.WAITING, _("Many links")
    blog = comment.post.index
    waits = blog.comments_checked == blog.CommentsChecked.ALL or (
        blog.comments_checked == blog.CommentsChecked.VISITORS and comment.user is None
    )
    return (Status.WAITING if waits else Status.SHOWN), ""


def _same_again(post, user, email, body):
    same = Comment.objects.filter(post=post, body=body, created_at__gt=timezone.now() - SAME_AGAIN_WITHIN)
    return same.filter(user=user).first() if user else same.filter(user=None, email=email).first()


def _empty(comments):
    number = comments.update(
        body="", name="", email="", user=None, wants_notice=False, reason="", status=Status.REMOVED
    )
    if number:
        content_changed()
    return number
