"""What a page's menus offer: what is used, in the order it is used."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem, PublishMenuItem

PUBLISH, UNPUBLISH, SAVE_DRAFT = "action-publish", "action-unpublish", "action-save-draft"
LATER, NOW = "publish-later", "publish-now"
# For those who publish themselves, asking for approval is a detour.
APPROVAL = {"action-submit"}
# Of wagtail-localize, for machinery we don't use.
LEFT_OUT = {"localize-convert-to-alias", "localize-restart-translation"}
FIRST = [PUBLISH, LATER, NOW]


class PublishLaterItem(PublishMenuItem):
    """Opens the dialog with the day and the time. Only for those who may publish."""

    label = _("Publish later…")
    name = LATER
    icon_name = "calendar-alt"
    template_name = "himmeli_admin/office/publish_later.html"


class PublishNowItem(PublishMenuItem):
    """For a page whose draft has a time to come out, and which is wanted out at once."""

    label = _("Publish now")
    name = NOW
    icon_name = "upload"
    template_name = "himmeli_admin/office/publish_now.html"

    def is_shown(self, context):
        page = context.get("page")
        has_time = page is not None and page.go_live_at is not None and page.go_live_at > timezone.now()
        return has_time and super().is_shown(context)


def arrange_page_actions(items: list[ActionMenuItem], request, context):
    """Publishing is the big button of those who may (drafts are saved by themselves), taking down is the last."""
    page = context.get("page") or context.get("parent_page")
    may_publish = page is not None and page.permissions_for_user(request.user).can_publish()
    left_out = LEFT_OUT | (APPROVAL if may_publish else set())
    items[:] = [item for item in items if item.name not in left_out]
    is_plain = bool(items) and items[0].name == SAVE_DRAFT
    items.sort(key=lambda item: (item.name == UNPUBLISH, _place(item) if is_plain else 0))


def _place(item):
    return FIRST.index(item.name) if item.name in FIRST else len(FIRST)
