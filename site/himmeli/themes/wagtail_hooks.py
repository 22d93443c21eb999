from django.contrib.auth.models import Permission
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .permissions import may_change_appearance
from .views import appearance


class AppearanceMenuItem(MenuItem):
    def is_shown(self, request):
        return may_change_appearance(request.user)


@hooks.register("register_admin_urls")
def register_urls():
    return [
        path("appearance/", appearance.AppearanceView.as_view(), name="appearance"),
        path("appearance/undo/", appearance.undo_last_publish, name="appearance_undo"),
        path("appearance/past/<int:pk>/", appearance.show_again, name="appearance_show_again"),
        path("appearance/look-around/", appearance.look_around, name="appearance_look_around"),
        path("appearance/stop/", appearance.stop_looking, name="appearance_stop"),
        path("appearance/fonts.css", appearance.font_samples, name="appearance_fonts"),
        path("appearance/screenshot/<str:name>/", appearance.theme_screenshot, name="theme_screenshot"),
    ]


@hooks.register("register_admin_menu_item")
def register_menu_item():
    return AppearanceMenuItem(_("Appearance"), reverse("appearance"), name="appearance", icon_name="palette", order=450)


@hooks.register("register_icons")
def register_icons(icons):
    return icons if "himmeli_admin/icons/palette.svg" in icons else [*icons, "himmeli_admin/icons/palette.svg"]


@hooks.register("register_permissions")
def register_permissions():
    return Permission.objects.filter(content_type__app_label="themes", codename="change_appearance")
