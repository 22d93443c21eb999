from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .admin import PERMISSION, MaintenanceNotice, MaintenanceView


class MaintenanceMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(PERMISSION)


@hooks.register("register_settings_menu_item")
def maintenance_entry():
    return MaintenanceMenuItem(_("Maintenance break"), reverse("seo_maintenance"), name="maintenance", icon_name="lock")


@hooks.register("register_admin_urls")
def admin_urls():
    return [path("maintenance/", MaintenanceView.as_view(), name="seo_maintenance")]


@hooks.register("construct_homepage_panels", order=2000)
def say_that_the_site_is_closed(request, panels):
    panels.insert(0, MaintenanceNotice())
