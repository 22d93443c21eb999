"""Who follows the talk under a post."""

from ..exceptions import CommentsClosed
from ..models import Comment, TalkFollower
from ..permissions import may_follow


def follow_talk(*, post, actor) -> None:
    """Tell a member of every new comment on a post. Raises CommentsClosed when there is no talk to follow."""
    if not may_follow(actor, post):
        raise CommentsClosed
    TalkFollower.objects.get_or_create(post=post, user=actor)


def stop_following(*, post, actor) -> None:
    TalkFollower.objects.filter(post=post, user=actor).delete()


def forget_following_of(user) -> int:
    """Forget every talk that a person follows. Returns how many there were."""
    return TalkFollower.objects.filter(user=user).delete()[0]


def followers_of(comment: Comment) -> set[int]:
    """Who follows the talk that a comment is part of and may still read the post: primary keys of people."""
    restrictions = list(comment.post.get_view_restrictions())
    followers = comment.post.followers.filter(user__is_active=True).select_related("user")
    return {each.user_id for each in followers if _may_still_read(each.user, restrictions)}


def _may_still_read(user, restrictions):
    """Whether a post that was made private is still open to her. Nobody can be asked here for a password."""
    for restriction in restrictions:
        if restriction.restriction_type == restriction.PASSWORD:
            return False
        is_for_groups = restriction.restriction_type == restriction.GROUPS
        if is_for_groups and not user.is_superuser and not user.groups.filter(pk__in=restriction.groups.all()).exists():
            return False
    return True
