from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class OfficeConfig(AppConfig):
    name = "himmeli.office"
    verbose_name = _("Office")

    def ready(self):
        from . import broken_links, core_tasks, desk, jobs, localize_gaps, roles, translations  # noqa: F401

        post_migrate.connect(roles.ensure_roles_after_migrate, dispatch_uid="himmeli.office")
        translations.watch()
        broken_links.watch()
        localize_gaps.install()
