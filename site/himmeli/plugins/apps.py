from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KernelConfig(AppConfig):
    name = "himmeli.plugins"
    verbose_name = _("Plugins")

    def ready(self):
        from . import faults, wagtail_gate

        wagtail_gate.install()
        faults.watch_requests()
