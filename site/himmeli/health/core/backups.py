from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from himmeli.health.backups import backup_sources
from himmeli.health.checks import offer_check
from himmeli.health.findings import attention, broken, fine
from himmeli.office.dates import date_and_time

LATE, TOO_LATE = timedelta(days=2), timedelta(days=8)


def tell_about_backups():
    sources = backup_sources.active()
    if not sources:
        return [
            attention(
                _("This site makes no backups of its own."),
                _("Ask whoever keeps the server whether the database and the folder of pictures are copied every day."),
            )
        ]
    times = [made_at for made_at in (entry.value() for entry in sources) if made_at is not None]
    if not times:
        return [broken(_("There is no backup."), _("Make one on the server: manage.py backup"))]
    newest = max(times)
    words = {"when": date_and_time(newest)}
    age = timezone.now() - newest
    if age > TOO_LATE:
        return [broken(_("The newest backup is from %(when)s.") % words, _("Make one on the server: manage.py backup"))]
    if age > LATE:
        advice = _("One should be made every day. Look at the scheduled jobs below.")
        return [attention(_("The newest backup is from %(when)s.") % words, advice)]
    return [fine(_("The newest backup is from %(when)s.") % words)]


offer_check("backups", gettext_lazy("Backups"), tell_about_backups, order=20)
