"""Tells Health when the newest good backup was made."""

from datetime import datetime

from django.conf import settings

from himmeli.health.backups import offer_backups

from .shelf import last_good


def newest() -> datetime | None:
    kept = last_good()
    return kept.made_at if kept else None


# Of a site that makes none by itself Health says just that.
if settings.HIMMELI_BACKUP_DAILY:
    offer_backups("backup", newest)
