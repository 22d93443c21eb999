from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Locale, Page

from .models import Menu
from .overview import overview
from .services import add_page_to_menu, ensure_menu, take_page_from_menu

PERMISSION = "navigation.change_menu"


class MenusView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """All menus on one page: what is in them in each language, and the way to change it."""

    permission_required = PERMISSION
    template_name = "navigation/admin/menus.html"
    page_title = gettext_lazy("Menus")
    header_icon = "list-ul"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(languages=overview(), **kwargs)


class EditMenuView(PermissionRequiredMixin, View):
    """Leads to the form of a menu, which is made if the language has none yet."""

    permission_required = PERMISSION

    def get(self, request, place, language):
        if place not in Menu.Place.values:
            raise PermissionDenied
        menu = ensure_menu(place=place, locale=get_object_or_404(Locale, language_code=language))
        return redirect("wagtailsnippets_navigation_menu:edit", menu.pk)


class PageMenusView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """In which menus a page is, and a button for each to put it in or take it out."""

    permission_required = PERMISSION
    template_name = "navigation/admin/page_menus.html"
    page_title = gettext_lazy("Menus of the page")
    header_icon = "list-ul"

    @property
    def page(self):
        return get_object_or_404(Page.objects.filter(depth__gt=1), pk=self.kwargs["page_id"])

    def get_breadcrumbs_items(self):
        edit = {
            "url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
            "label": self.page.get_admin_display_title(),
        }
        return [*self.breadcrumbs_items, edit, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        page = self.page
        menus = {menu.place: menu for menu in Menu.objects.filter(locale=page.locale)}
        places = [
            {"place": place, "label": label, "holds_it": place in menus and page.pk in menus[place].page_ids}
            for place, label in Menu.Place.choices
        ]
        next_url = get_valid_next_url_from_request(self.request)
        return super().get_context_data(page=page, places=places, next_url=next_url, **kwargs)

    def post(self, request, page_id):
        page, place = self.page, request.POST.get("place")
        if place not in Menu.Place.values:
            raise PermissionDenied
        name = Menu.Place(place).label
        if request.POST.get("action") == "remove":
            take_page_from_menu(place=place, page=page)
            text = _("“%(page)s” is no longer in this menu: %(menu)s.") % {"page": page.title, "menu": name}
        else:
            add_page_to_menu(place=place, page=page)
            text = _("“%(page)s” is now in this menu: %(menu)s.") % {"page": page.title, "menu": name}
        order_url = reverse("navigation_menu_edit", args=[place, page.locale.language_code])
        messages.success(request, text, buttons=[messages.button(order_url, _("Change the order"))])
        return redirect(get_valid_next_url_from_request(request) or reverse("navigation_page_menus", args=[page.pk]))
