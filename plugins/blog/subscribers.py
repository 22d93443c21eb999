from django.utils.translation import gettext_lazy as _

from himmeli.contracts.blog import CommentPosted, CommentShown
from himmeli.plugins.events import subscribe

from .tasks import tell_answered, tell_followers, tell_moderators


@subscribe(CommentPosted, label=_("Tells moderators of a comment that waits"))
def notify_moderators(event):
    tell_moderators.enqueue(event.comment_id)


@subscribe(CommentShown, label=_("Tells the writer of a comment that somebody has answered"))
def notify_answered(event):
    tell_answered.enqueue(event.comment_id)


@subscribe(CommentShown, label=_("Tells the author of a post, and those who follow its talk, of a comment"))
def notify_followers(event):
    tell_followers.enqueue(event.comment_id)
