from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from . import page_buttons, views
from .viewsets import MenuViewSet

register_snippet(MenuViewSet)


class MenusMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(views.PERMISSION)


@hooks.register("register_admin_menu_item")
def menus_entry():
    return MenusMenuItem(_("Menus"), reverse("navigation_menus"), name="menus", icon_name="list-ul", order=500)


@hooks.register("register_admin_urls")
def admin_urls():
    return [
        path("menus/", views.MenusView.as_view(), name="navigation_menus"),
        path("menus/of-page/<int:page_id>/", views.PageMenusView.as_view(), name="navigation_page_menus"),
        path("menus/<slug:place>/<slug:language>/", views.EditMenuView.as_view(), name="navigation_menu_edit"),
    ]


@hooks.register("insert_global_admin_css")
def admin_css():
    return format_html('<link rel="stylesheet" href="{}">', static("himmeli/navigation/menus.css"))


hooks.register("register_page_header_buttons", page_buttons.menu_button)
hooks.register("after_publish_page", page_buttons.offer_menu)
