from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import admin_menu, explorer, home, page_actions, page_views, translating, views

hooks.register("construct_main_menu", admin_menu.arrange_main_menu, order=1000)
hooks.register("construct_reports_menu", admin_menu.arrange_reports, order=1000)
hooks.register("construct_settings_menu", admin_menu.arrange_settings, order=1000)
hooks.register("construct_help_menu", admin_menu.arrange_help, order=1000)
hooks.register("construct_homepage_panels", home.construct_panels, order=1000)
hooks.register("construct_homepage_summary_items", lambda request, items: items.clear(), order=1000)
hooks.register("construct_page_action_menu", page_actions.arrange_page_actions, order=1000)
hooks.register("register_page_action_menu_item", lambda: page_actions.PublishLaterItem(order=31))
hooks.register("register_page_action_menu_item", lambda: page_actions.PublishNowItem(order=32))
hooks.register("construct_explorer_page_queryset", explorer.with_what_we_show)
hooks.register("register_admin_viewset", page_views.SitePageViewSet)
# Before wagtail-localize's own, which publishes.
hooks.register("before_edit_page", translating.ask_before_half_done, order=-10)
hooks.register("before_edit_snippet", translating.ask_before_half_done, order=-10)
hooks.register("before_bulk_action", translating.refuse_half_done)


@hooks.register("register_help_menu_item")
def how_to_entry():
    return MenuItem(_("How do I...?"), reverse("office_help"), name="how-to", icon_name="help", order=0)


@hooks.register("register_admin_urls")
def admin_urls():
    return [
        path("desk/<slug:name>/", views.pile, name="office_pile"),
        path("translate/", views.translate, name="office_translate"),
        path("how-to/", views.how_to, name="office_help"),
    ]


@hooks.register("insert_global_admin_css")
def admin_css():
    return format_html('<link rel="stylesheet" href="{}">', static("himmeli/office/office.css"))


@hooks.register("insert_editor_js")
def editor_js():
    return format_html('<script src="{}"></script>', static("himmeli/office/schedule.js"))
