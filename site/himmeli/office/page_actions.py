"""What a page's menus offer: what is used, in the order it is used."""

PUBLISH, UNPUBLISH, SAVE_DRAFT = "action-publish", "action-unpublish", "action-save-draft"
# For those who publish themselves, asking for approval is a detour.
APPROVAL = {"action-submit"}
# Of wagtail-localize, for machinery we don't use.
LEFT_OUT = {"localize-convert-to-alias", "localize-restart-translation"}


def arrange_page_actions(items, request, context):
    """Publishing is the big button of those who may (drafts are saved by themselves), taking down is the last."""
    page = context.get("page") or context.get("parent_page")
    may_publish = page is not None and page.permissions_for_user(request.user).can_publish()
    left_out = LEFT_OUT | (APPROVAL if may_publish else set())
    items[:] = [item for item in items if item.name not in left_out]
    is_plain = bool(items) and items[0].name == SAVE_DRAFT
    items.sort(key=lambda item: (item.name == UNPUBLISH, not (is_plain and item.name == PUBLISH)))
