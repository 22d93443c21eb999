"""Who follows the talk under a post, and hears of its comments by e-mail."""

from dataclasses import dataclass

from django.db import transaction

from ..exceptions import CommentsClosed
from ..models import AuthorProfile, Comment, TalkFollower
from ..permissions import may_follow


@dataclass(frozen=True)
class Follower:
    """Whom to tell of a comment, and whether she wrote the post."""

    user: object
    is_author: bool


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


def followers_to_tell(comment: Comment) -> list[Follower]:
    """The authors of its post and the followers of its talk, each once.

    Left out is who knows already: who wrote the comment, who let it be shown, and who is told that it answers her.
    """
    knows = {comment.user_id, comment.decided_by_id}
    if comment.parent and comment.parent.wants_notice:
        knows.add(comment.parent.user_id)
    authors = AuthorProfile.objects.to_tell().filter(pk__in=[author.pk for author in comment.post.authors.all()])
    told = {profile.user_id: Follower(profile.user, True) for profile in authors}
    restrictions = list(comment.post.get_view_restrictions())
    for follower in comment.post.followers.filter(user__is_active=True).select_related("user"):
        if _may_still_read(follower.user, restrictions):
            told.setdefault(follower.user_id, Follower(follower.user, False))
    return [follower for key, follower in told.items() if key not in knows and follower.user.email]


def _may_still_read(user, restrictions):
    """Whether a post that was made private is still open to her. A password cannot be asked for in an e-mail."""
    for restriction in restrictions:
        if restriction.restriction_type == restriction.PASSWORD:
            return False
        is_for_groups = restriction.restriction_type == restriction.GROUPS
        if is_for_groups and not user.is_superuser and not user.groups.filter(pk__in=restriction.groups.all()).exists():
            return False
    return True


@transaction.atomic
def stop_all_notices(*, email: str) -> int:
    """Send no more e-mails about comments to this address. Returns how many things had asked for them."""
    asked = Comment.objects.filter(wants_notice=True)
    stopped = asked.filter(email__iexact=email).update(wants_notice=False)
    stopped += asked.filter(user__email__iexact=email).update(wants_notice=False)
    stopped += AuthorProfile.objects.to_tell().filter(user__email__iexact=email).update(wants_notice=False)
    return stopped + TalkFollower.objects.filter(user__email__iexact=email).delete()[0]
