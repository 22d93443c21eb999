from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "himmeli.audit"
    verbose_name = _("Change log")

    def ready(self):
        from . import core_actions, following, personal_data, watching  # noqa: F401

        following.follow()
        watching.watch_settings()
