from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlocksConfig(AppConfig):
    name = "himmeli.blocks"
    verbose_name = _("Blocks")

    def ready(self):
        from . import core_blocks, translation, usage  # noqa: F401

        usage.watch()
        translation.install()
