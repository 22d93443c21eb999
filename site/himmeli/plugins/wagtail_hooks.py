from django.contrib.auth.models import Permission
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import urls
from .gone_types import refuse_bulk_deleting, refuse_deleting
from .page_types import refuse_unserved
from .views import PERMISSION

hooks.register("before_serve_page", refuse_unserved, order=-100)
hooks.register("before_delete_page", refuse_deleting, order=-100)
hooks.register("before_bulk_action", refuse_bulk_deleting, order=-100)


class PluginsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(PERMISSION)


@hooks.register("register_admin_urls")
def plugins_urls():
    return [path("plugins/", include(urls))]


@hooks.register("register_settings_menu_item")
def plugins_menu_item():
    return PluginsMenuItem(
        _("Plugins"), reverse("himmeli_plugins:index"), name="plugins", icon_name="h-puzzle", order=10
    )


@hooks.register("register_permissions")
def plugins_permissions():
    return Permission.objects.filter(content_type__app_label="plugins", codename="change_pluginstate")
