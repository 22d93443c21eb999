from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "himmeli.notices"
    verbose_name = _("Notices")

    def ready(self):
        from . import core_kinds, jobs, my_pages, personal_data, slots  # noqa: F401
