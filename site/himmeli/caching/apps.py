from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CachingConfig(AppConfig):
    name = "himmeli.caching"
    verbose_name = _("Page cache")

    def ready(self):
        from . import csrf, watching

        watching.watch()
        csrf.watch_sign_ins()
