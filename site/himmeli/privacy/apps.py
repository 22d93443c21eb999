from django.apps import AppConfig, apps
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext_lazy as _


class PrivacyConfig(AppConfig):
    name = "himmeli.privacy"
    verbose_name = _("Privacy")

    def ready(self):
        from . import blocks, core, jobs, personal_data, waiting  # noqa: F401

        core.declare_core()
        if module_has_submodule(apps.get_app_config("accounts").module, "settings_pages"):
            from . import settings_page  # noqa: F401
