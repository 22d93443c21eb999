"""What a page's menus offer: what is used, in the order it is used."""

# For those who publish themselves, asking for approval is a detour.
APPROVAL = {"action-submit"}
# Of wagtail-localize, for machinery we don't use.
LEFT_OUT = {"localize-convert-to-alias", "localize-restart-translation"}


def arrange_page_actions(items, request, context):
    page = context.get("page") or context.get("parent_page")
    may_publish = page is not None and page.permissions_for_user(request.user).can_publish()
    left_out = LEFT_OUT | (APPROVAL if may_publish else set())
    items[:] = [item for item in items if item.name not in left_out]
