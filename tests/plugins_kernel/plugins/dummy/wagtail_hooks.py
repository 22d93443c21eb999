from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.search import SearchArea
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets import Button
from wagtail.snippets.models import register_snippet

from . import views
from .viewsets import NoteViewSet, note_chooser

register_snippet(NoteViewSet)


class Panel(Component):
    order = 50

    def render_html(self, parent_context=None):
        return "a panel of dummy"


class Entry(MenuItem):
    def render_component(self, request):
        return super().render_component(request)


@hooks.register("register_admin_viewset")
def chooser():
    return note_chooser


@hooks.register("register_admin_urls")
def admin_urls():
    return [path("dummy/", include(([path("desk/", views.desk, name="desk")], "dummy_admin")))]


@hooks.register("register_admin_menu_item")
def menu_item():
    return Entry("Dummy desk", reverse("dummy_admin:desk"), name="dummy-desk")


@hooks.register("register_reports_menu_item")
def report_item():
    return MenuItem("Dummy report", "/admin/dummy/desk/", name="dummy-report")


@hooks.register("register_admin_search_area")
def search_area():
    return SearchArea("Dummy search", "/admin/dummy/desk/", name="dummy-search")


@hooks.register("construct_homepage_panels")
def panels(request, panels):
    panels.append(Panel())


@hooks.register("construct_homepage_summary_items")
def summary(request, items):
    pass


@hooks.register("register_page_header_buttons")
def header_buttons(page, user, next_url=None, view_name=None):
    yield Button("Dummy button", "/admin/dummy/desk/", priority=90)


@hooks.register("insert_global_admin_css")
def admin_css():
    return "<!-- css of dummy -->"


@hooks.register("register_icons")
def icons(icons):
    return [*icons, "dummy/icons/dummy.svg"]


@hooks.register("before_serve_page")
def before_page(page, request, serve_args, serve_kwargs):
    pass


@hooks.register("on_serve_page")
def around_page(next_serve):
    return next_serve


@hooks.register("construct_explorer_page_queryset")
def explorer(parent_page, pages, request):
    return pages


@hooks.register("construct_wagtail_userbar")
def userbar(request, items, page):
    pass


@hooks.register("before_edit_page")
def before_edit(request, page):
    pass
