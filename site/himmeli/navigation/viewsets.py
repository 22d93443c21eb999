from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet

from .models import Menu


class MenuIndexView(IndexView):
    """The list of menus is our own page; Wagtail's would show rows of the same three names."""

    def dispatch(self, request, *args, **kwargs):
        return redirect("navigation_menus")


class MenuEditView(EditView):
    def get_page_subtitle(self):
        return f"{self.object.get_place_display()}, {self.object.locale.get_display_name()}"

    def get_success_url(self):
        return reverse("navigation_menus")

    def get_breadcrumbs_items(self):
        home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
        return [
            home,
            {"url": reverse("navigation_menus"), "label": _("Menus")},
            {"url": "", "label": self.get_page_subtitle()},
        ]


class MenuViewSet(SnippetViewSet):
    model = Menu
    icon = "list-ul"
    index_view_class = MenuIndexView
    edit_view_class = MenuEditView
    copy_view_enabled = False
    # Its entry in the admin's menu leads to our own page and is registered beside that.
    add_to_admin_menu = False
    menu_item_is_registered = True
