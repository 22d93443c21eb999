from himmeli.contracts.blog import CommentPosted, CommentShown
from himmeli.plugins.events import subscribe

from .tasks import tell_answered, tell_moderators


@subscribe(CommentPosted)
def notify_moderators(event):
    tell_moderators.enqueue(event.comment_id)


@subscribe(CommentShown)
def notify_answered(event):
    tell_answered.enqueue(event.comment_id)
