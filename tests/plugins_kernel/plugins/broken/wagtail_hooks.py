from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.snippets.models import register_snippet

from . import views
from .boom import boom
from .viewsets import NoteViewSet, note_chooser

register_snippet(NoteViewSet)


class Panel(Component):
    order = 50

    def render_html(self, parent_context=None):
        boom()


class Entry(MenuItem):
    def render_component(self, request):
        boom()


@hooks.register("register_admin_viewset")
def chooser():
    return note_chooser


@hooks.register("register_admin_urls")
def admin_urls():
    return [path("broken/", include(([path("desk/", views.desk, name="desk")], "broken_admin")))]


@hooks.register("register_admin_menu_item")
def menu_item():
    return Entry("Broken desk", reverse("broken_admin:desk"), name="broken-desk")


@hooks.register("register_reports_menu_item")
def report_item():
    boom()


@hooks.register("register_admin_search_area")
def search_area():
    boom()


@hooks.register("construct_homepage_panels")
def panels(request, panels):
    panels.append(Panel())


@hooks.register("construct_homepage_summary_items")
def summary(request, items):
    boom()


@hooks.register("register_page_header_buttons")
def header_buttons(page, user, next_url=None, view_name=None):
    boom()
    yield  # a generator


@hooks.register("insert_global_admin_css")
def admin_css():
    boom()


@hooks.register("register_icons")
def icons(icons):
    return [*icons, "broken/icons/broken.svg"]


@hooks.register("before_serve_page")
def before_page(page, request, serve_args, serve_kwargs):
    boom()


@hooks.register("on_serve_page")
def around_page(next_serve):
    boom()


@hooks.register("construct_explorer_page_queryset")
def explorer(parent_page, pages, request):
    boom()


@hooks.register("construct_wagtail_userbar")
def userbar(request, items, page):
    boom()


@hooks.register("before_edit_page")
def before_edit(request, page):
    boom()
