"""The database and the disk."""

import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from himmeli.health.checks import offer_check
from himmeli.health.findings import attention, broken, fine

GIGABYTE = 1024**3
SCARCE, GONE = 2 * GIGABYTE, GIGABYTE // 4


def tell_about_database():
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not waiting:
        return [fine(_("The database is as the program wants it."))]
    text = ngettext(
        "%(number)s change of the database has not been made. Parts of the site may fail until it is.",
        "%(number)s changes of the database have not been made. Parts of the site may fail until they are.",
        len(waiting),
    )
    names = tuple(f"{migration.app_label} {migration.name}" for migration, _backwards in waiting[:5])
    advice = _("Make a backup, then run on the server: manage.py migrate")
    return [broken(text % {"number": len(waiting)}, advice, details=names)]


def tell_about_disk():
    seen, findings = set(), []
    for folder in (settings.VAR_DIR, settings.MEDIA_ROOT):
        if not Path(folder).exists() or Path(folder).stat().st_dev in seen:
            continue
        seen.add(Path(folder).stat().st_dev)
        findings.append(_room(shutil.disk_usage(folder)))
    return findings


def _room(usage):
    words = {"free": filesizeformat(usage.free), "total": filesizeformat(usage.total)}
    if usage.free < GONE:
        text = _("The disk is full: %(free)s of %(total)s left. Soon nothing can be saved.") % words
        return broken(text, _("Ask whoever keeps the server for more room, or for old backups and logs to be removed."))
    if usage.free < SCARCE:
        text = _("The disk is filling up: %(free)s of %(total)s left.") % words
        return attention(text, _("Ask whoever keeps the server for more room before it is gone."))
    return fine(_("There is room on the disk: %(free)s of %(total)s left.") % words)


offer_check("database", gettext_lazy("Database"), tell_about_database, order=10)
offer_check("disk", gettext_lazy("Room on the disk"), tell_about_disk, order=50)
