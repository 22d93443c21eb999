from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "himmeli.accounts"
    verbose_name = _("People")

    def ready(self):
        from . import core_settings_pages, jobs, permissions, personal_data, profiles, roles, waiting  # noqa: F401

        profiles.watch()


class AdminUsersConfig(WagtailUsersAppConfig):
    user_viewset = "himmeli.accounts.viewsets.UserViewSet"
