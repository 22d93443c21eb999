from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HealthConfig(AppConfig):
    name = "himmeli.health"
    verbose_name = _("Health of the site")

    def ready(self):
        from . import desk, jobs  # noqa: F401
        from .core import backups, clock, content, machine, mail, packages, plugins, safety, speed  # noqa: F401
