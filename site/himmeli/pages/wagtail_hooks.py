from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.snippets.models import register_snippet

from .models import Pattern
from .rich_text import LivingPageLinkHandler
from .views import patterns
from .viewsets import PatternViewSet, ReusableSectionViewSet

register_snippet(ReusableSectionViewSet)
register_snippet(PatternViewSet)


@hooks.register("register_rich_text_features", order=1000)
def register_links(features):
    features.register_link_type(LivingPageLinkHandler)


@hooks.register("register_admin_urls")
def register_pattern_urls():
    return [
        path("patterns/start/<slug:model_name>/<int:page_id>/", patterns.StartView.as_view(), name="patterns_start"),
        path("patterns/insert/<int:page_id>/", patterns.InsertView.as_view(), name="patterns_insert"),
        path("patterns/save/<int:page_id>/", patterns.SaveView.as_view(), name="patterns_save"),
        path("patterns/preview/<int:pattern_id>/", patterns.preview, name="patterns_preview"),
    ]


@hooks.register("before_create_page")
def start_from_pattern(request, parent_page, page_class):
    """A new page begins with a choice of patterns, as long as there are some."""
    if request.method == "GET" and patterns.can_start_from_pattern(page_class) and Pattern.objects.exists():
        return redirect("patterns_start", page_class._meta.model_name, parent_page.pk)
    return None


@hooks.register("register_page_header_buttons")
def pattern_buttons(page, user, view_name, next_url=None):
    page = page.specific
    if view_name != "edit" or not patterns.has_sections(page) or not page.permissions_for_user(user).can_edit():
        return
    if Pattern.objects.exists():
        yield Button(
            _("Insert a pattern"), reverse("patterns_insert", args=[page.pk]), icon_name="h-layout-grid", priority=15
        )
    if user.has_perm("pages.add_pattern"):
        yield Button(
            _("Save as a pattern"), reverse("patterns_save", args=[page.pk]), icon_name="h-layers", priority=16
        )


@hooks.register("insert_editor_js")
def say_who_else_is_here():
    return format_html(
        '<script src="{}" data-viewing="{}" data-advice="{}"></script>',
        static("himmeli/pages/also-here.js"),
        _("%(name)s also has this page open") % {"name": "NAME"},
        _("Agree on who goes on, so that neither writes over the other."),
    )


@hooks.register("insert_editor_js")
def save_what_is_written_early():
    return format_html('<script src="{}"></script>', static("himmeli/pages/early-typing.js"))
