from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .permissions import may_see_health
from .views import HealthView, TestLetterView


class HealthMenuItem(MenuItem):
    def is_shown(self, request):
        return may_see_health(request.user)


@hooks.register("register_settings_menu_item")
def health_entry():
    return HealthMenuItem(_("Health of the site"), reverse("health"), name="health", icon_name="warning", order=5)


@hooks.register("register_admin_urls")
def admin_urls():
    return [
        path("health/", HealthView.as_view(), name="health"),
        path("health/letter/", TestLetterView.as_view(), name="health_letter"),
    ]
