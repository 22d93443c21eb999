"""Pages of plugins that are off: kept in the tree, marked there, served to nobody, created and edited by nobody.

Every page type that a plugin brings gets the gate when the process starts, whatever it overrides or inherits.
"""

from functools import wraps

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page, get_page_models

from himmeli.stamps.services import remember

from .activation import STAMP, is_active
from .costs import charge_rest
from .ownership import owner_of_label, owner_of_model, plan
from .presentation import title_of

# Views of one page that need its type's code; a page can be listed, moved and deleted without it.
NEEDS_TYPE = {
    "edit",
    "preview_on_edit",
    "view_draft",
    "unpublish",
    "convert_alias",
    "copy",
    "lock",
    "unlock",
    "workflow_action",
    "collect_workflow_action_data",
    "confirm_workflow_cancellation",
    "workflow_preview",
    "revisions_view",
    "revisions_revert",
    "revisions_compare",
    "revisions_unschedule",
    "submit_page_translation",
}
NAMESPACES = {"wagtailadmin_pages", "wagtail_localize"}


def served_pages(queryset):
    """The pages of a queryset whose types are served now: without those of plugins that are off, or gone.

    Asks the database once after each switch, not once a call.
    """
    hidden = hidden_page_types()
    return queryset.exclude(content_type_id__in=hidden) if hidden else queryset


def hidden_page_types() -> list[int]:
    """Keys of the content types of pages that are not served now."""
    return remember(STAMP, "hidden page types", _query_hidden_page_types)


def _query_hidden_page_types():
    used = ContentType.objects.filter(pk__in=Page.objects.order_by().values("content_type").distinct())
    gone = [kind.pk for kind in used if kind.model_class() is None]
    off = [model for model in get_page_models() if not is_active(owner_of_model(model))]
    return sorted({*gone, *(kind.pk for kind in ContentType.objects.get_for_models(*off).values())})


def off_plugin_of(page) -> str | None:
    """The name of the plugin that a page waits for, or None when the page is served."""
    kind = page.cached_content_type
    plugin = owner_of_label(kind.app_label)
    if not is_active(plugin):
        return title_of(plugin)
    if kind.model_class() is None:
        return title_of(kind.app_label) if kind.app_label in plan().found else kind.app_label
    return None


def install():
    """Put the gate on every page type of a plugin."""
    Page.get_admin_display_title = _marked(Page.get_admin_display_title)
    for model in get_page_models():
        plugin = owner_of_model(model)
        if plugin:
            model.route = _gated_route(plugin, model.route)
            model.get_sitemap_urls = _gated_sitemap(plugin, model.get_sitemap_urls)
            model.can_create_at = classmethod(_gated_creation(plugin, model.can_create_at.__func__))
            if "get_admin_display_title" in vars(model):
                model.get_admin_display_title = _marked(model.get_admin_display_title)


def _gated_route(plugin, route):
    @wraps(route)
    def gate(self, request, path_components):
        if is_active(plugin):
            return route(self, request, path_components)
        if not path_components:
            raise Http404
        # The pages under it may be the core's: they are found without asking the plugin.
        return Page.route(self, request, path_components)

    return gate


def _gated_sitemap(plugin, get_sitemap_urls):
    @wraps(get_sitemap_urls)
    def gate(self, *args, **kwargs):
        return get_sitemap_urls(self, *args, **kwargs) if is_active(plugin) else []

    return gate


def _gated_creation(plugin, can_create_at):
    @wraps(can_create_at)
    def gate(cls, parent):
        return is_active(plugin) and can_create_at(cls, parent)

    return gate


def _marked(get_admin_display_title):
    @wraps(get_admin_display_title)
    def marked(self):
        title = (
            get_admin_display_title(self) if is_active(owner_of_model(type(self))) else self.draft_title or self.title
        )
        plugin = off_plugin_of(self)
        if plugin is None or title.endswith(_mark(plugin)):
            return title
        return f"{title} {_mark(plugin)}"

    return marked


def _mark(plugin):
    return _("(kept: %(plugin)s is off)") % {"plugin": plugin}


def refuse_unserved(page, request, serve_args, serve_kwargs):
    """A hook of Wagtail, before a page is served."""
    if off_plugin_of(page) is not None:
        raise Http404
    plugin = owner_of_model(type(page))
    if plugin:
        charge_rest(plugin)


def refuse_editing(request, arguments):
    """The answer to an editor who opens a page of a plugin that is off, or None."""
    match = request.resolver_match
    if match is None or match.url_name not in NEEDS_TYPE or not NAMESPACES & set(match.namespaces):
        return None
    user = getattr(request, "user", None)
    if "page_id" not in arguments or user is None or not user.has_perm("wagtailadmin.access_admin"):
        return None
    page = Page.objects.filter(pk=arguments["page_id"]).first()
    plugin = off_plugin_of(page) if page else None
    if plugin is None:
        return None
    words = {"page": page.draft_title or page.title, "plugin": plugin}
    message = _("“%(page)s” belongs to the plugin %(plugin)s, which is off. Switch it on to edit the page.") % words
    if request.headers.get("x-requested-with") or not request.accepts("text/html"):
        return JsonResponse(
            {"success": False, "error_code": "plugin_off", "error_message": message, "html": message}, status=403
        )
    messages.warning(request, message)
    parent = page.get_parent()
    return redirect("wagtailadmin_explore", parent.pk if parent else page.pk)
