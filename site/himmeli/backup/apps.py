from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BackupConfig(AppConfig):
    name = "himmeli.backup"
    verbose_name = _("Backups")

    def ready(self):
        from . import health, jobs  # noqa: F401
