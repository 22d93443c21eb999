from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InvitationsConfig(AppConfig):
    name = "himmeli.invitations"
    verbose_name = _("Invitations")

    def ready(self):
        from . import jobs, personal_data, subscribers  # noqa: F401
