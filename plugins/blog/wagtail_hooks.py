from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from himmeli.caching.watching import content_changed

from .models import Comment
from .viewsets import ACTIONS, BlogGroup, CommentPolicy, moderation_buttons

register_permission_policy(Comment, CommentPolicy(Comment))
register_snippet(BlogGroup)
hooks.register("register_snippet_listing_buttons", moderation_buttons)

for action in ACTIONS:
    hooks.register("register_bulk_action", action)


@hooks.register("after_edit_snippet")
def show_changed_comment(request, instance):
    if isinstance(instance, Comment):
        content_changed()


@hooks.register("after_delete_snippet")
def hide_deleted_comments(request, instances):
    if any(isinstance(instance, Comment) for instance in instances):
        content_changed()
