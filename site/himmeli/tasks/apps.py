from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TasksConfig(AppConfig):
    name = "himmeli.tasks"
    verbose_name = _("Tasks")

    def ready(self):
        from . import jobs  # noqa: F401
