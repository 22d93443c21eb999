from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TeamsConfig(AppConfig):
    name = "himmeli.teams"
    verbose_name = _("Teams")

    def ready(self):
        from . import menus, personal_data, sections, waiting  # noqa: F401
