from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FirstRunConfig(AppConfig):
    name = "himmeli.firstrun"
    verbose_name = _("First run")

    def ready(self):
        from . import need

        need.watch()
