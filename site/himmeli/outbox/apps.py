from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutboxConfig(AppConfig):
    name = "himmeli.outbox"
    verbose_name = _("E-mails")

    def ready(self):
        from . import jobs, personal_data, waiting  # noqa: F401
