from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KernelConfig(AppConfig):
    name = "himmeli.plugins"
    verbose_name = _("Plugins")

    def import_models(self):
        super().import_models()
        from . import signal_gate

        # Before the models of plugins are imported, which may connect receivers.
        signal_gate.install()

    def ready(self):
        from . import faults, gone_types, page_types, task_gate, wagtail_gate

        wagtail_gate.install()
        page_types.install()
        gone_types.install()
        task_gate.install()
        faults.watch_requests()
