from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.widgets import ListingButton
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .models import AuthorProfile, Category, Comment
from .permissions import may_moderate
from .services import approve_comments, mark_spam, reject_comments


class CommentPolicy(ModelPermissionPolicy):
    """Comments are written on the site, not in the admin."""

    def user_has_permission(self, user, action):
        return action != "add" and super().user_has_permission(user, action)


class CommentViewSet(SnippetViewSet):
    model = Comment
    icon = "comment"
    menu_label = gettext_lazy("Comments")
    menu_order = 100
    copy_view_enabled = False
    list_display = [
        "__str__",
        Column("author_name", label=gettext_lazy("Name")),
        Column("post", label=gettext_lazy("Post")),
        Column("get_status_display", label=gettext_lazy("State"), sort_key="status"),
        Column("reason", label=gettext_lazy("Why")),
        DateColumn("created_at", label=gettext_lazy("Written"), sort_key="created_at"),
    ]
    list_filter = ["status", "created_at"]
    list_per_page = 50

    def get_queryset(self, request):
        return Comment.objects.select_related("post", "user").waiting_first()


class AuthorProfileViewSet(SnippetViewSet):
    model = AuthorProfile
    icon = "user"
    menu_label = gettext_lazy("Authors")
    menu_order = 200
    list_display = ["name", "role"]


class CategoryViewSet(SnippetViewSet):
    model = Category
    icon = "tag"
    menu_label = gettext_lazy("Topics")
    menu_order = 300
    list_display = ["name", "description"]


class BlogGroup(SnippetViewSetGroup):
    items = (CommentViewSet, AuthorProfileViewSet, CategoryViewSet)
    menu_label = gettext_lazy("Blog")
    menu_icon = "edit"
    menu_name = "blog"
    menu_order = 250


class ModerationAction(SnippetBulkAction):
    """A decision on one or many comments."""

    models = [Comment]
    template_name = "blog/admin/confirm_moderation.html"

    def check_perm(self, comment):
        return may_moderate(self.request.user)

    def get_execution_context(self):
        return {"user": self.request.user}

    def get_context_data(self, **kwargs):
        return super().get_context_data(action=self, **kwargs)

    @classmethod
    def execute_action(cls, objects, user=None, **kwargs):
        return cls.service(objects, actor=user), 0


class ApproveAction(ModerationAction):
    display_name = gettext_lazy("Approve")
    question = gettext_lazy("Show on the site?")
    aria_label = gettext_lazy("Approve the selected comments")
    action_type = "approve"
    action_priority = 10
    service = staticmethod(approve_comments)

    def get_success_message(self, number, children):
        return ngettext("%(number)d comment is shown.", "%(number)d comments are shown.", number) % {"number": number}


class RejectAction(ModerationAction):
    display_name = gettext_lazy("Reject")
    question = gettext_lazy("Hide from the site? It is deleted after 30 days.")
    aria_label = gettext_lazy("Reject the selected comments")
    action_type = "reject"
    action_priority = 20
    service = staticmethod(reject_comments)

    def get_success_message(self, number, children):
        return ngettext("%(number)d comment is rejected.", "%(number)d comments are rejected.", number) % {
            "number": number
        }


class SpamAction(ModerationAction):
    display_name = gettext_lazy("Spam")
    question = gettext_lazy("Mark as spam? It is deleted after 30 days.")
    aria_label = gettext_lazy("Mark the selected comments as spam")
    action_type = "spam"
    action_priority = 25
    service = staticmethod(mark_spam)

    def get_success_message(self, number, children):
        return ngettext("%(number)d comment is marked as spam.", "%(number)d comments are marked as spam.", number) % {
            "number": number
        }


ACTIONS = (ApproveAction, RejectAction, SpamAction)


def moderation_buttons(comment, user, next_url=None):
    """The decisions that are still open on a comment, as buttons of its row."""
    if not isinstance(comment, Comment) or not may_moderate(user) or comment.is_removed:
        return []
    done = {Comment.Status.SHOWN: "approve", Comment.Status.REJECTED: "reject", Comment.Status.SPAM: "spam"}
    return [_button(action, comment, next_url) for action in ACTIONS if action.action_type != done.get(comment.status)]


def _button(action, comment, next_url):
    address = reverse("wagtail_bulk_action", args=["blog", "comment", action.action_type])
    return ListingButton(
        action.display_name,
        f"{address}?id={comment.pk}&next={next_url or reverse('wagtailsnippets_blog_comment:list')}",
        attrs={"aria-label": _("%(action)s: %(comment)s") % {"action": action.display_name, "comment": comment}},
        priority=action.action_priority,
    )
