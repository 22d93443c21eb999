"""Who may comment, change a comment, and moderate."""

from datetime import timedelta

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils import timezone

CHANGE_OWN_FOR = timedelta(minutes=15)
MODERATE = "blog.change_comment"


def may_comment(user, post) -> bool:
    """Whether this person (or visitor) may comment on the post now."""
    index = post.index
    return _is_open(post, index) and (user.is_authenticated or index.comments_from == index.CommentsFrom.EVERYONE)


def may_follow(user, post) -> bool:
    """Whether this person may hear of new comments: a member, wherever somebody may comment now."""
    return user.is_authenticated and _is_open(post, post.index)


def may_change_comment(user, comment) -> bool:
    """A member's own comment, for a quarter of an hour."""
    return (
        user.is_authenticated
        and comment.user_id == user.pk
        and comment.status in (comment.Status.SHOWN, comment.Status.WAITING)
        and timezone.now() - comment.created_at < CHANGE_OWN_FOR
    )


def may_moderate(user) -> bool:
    return user.is_authenticated and user.has_perm(MODERATE)


def is_author(user) -> bool:
    """Whether somebody signs posts: she has a profile as an author."""
    return apps.get_model("blog", "AuthorProfile").objects.filter(user=user).exists()


def moderators():
    """Everybody who may moderate comments."""
    app_label, codename = MODERATE.split(".")
    holds = {"content_type__app_label": app_label, "codename": codename}
    by_group = {f"groups__permissions__{key}": value for key, value in holds.items()}
    directly = {f"user_permissions__{key}": value for key, value in holds.items()}
    users = get_user_model().objects.filter(is_active=True)
    named = users.filter(Q(**by_group) | Q(**directly)).distinct()
    return named if named.exists() else users.filter(is_superuser=True)


def _is_open(post, index):
    """Whether anybody at all may comment on the post now."""
    if not post.live or index is None or not post.comments_open or _is_too_old(post, index):
        return False
    return index.comments_from != index.CommentsFrom.NOBODY


def _is_too_old(post, index):
    days = index.close_comments_after_days
    return bool(days and post.published_at and timezone.now() - post.published_at > timedelta(days=days))
