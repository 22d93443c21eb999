"""The backup of each day."""

from django.conf import settings
from django.db.models import QuerySet

from himmeli.plugins.jobs import job
from himmeli.plugins.models import JobRun

from .making import Made, back_up
from .shelf import DAILY, tidy

DAILY_JOB = "himmeli.backup.jobs.back_up_daily"


@job(every="day")
def back_up_daily() -> Made | None:
    """Make today's archive, then clean up. One that fails is noted with the job's run, and cleans up nothing."""
    if not settings.HIMMELI_BACKUP_DAILY:
        return None
    made = back_up(label=DAILY)
    tidy()
    return made


def failed_backups() -> QuerySet[JobRun]:
    """The runs of the daily backup that failed, newest first; `error` says why."""
    return JobRun.objects.filter(job=DAILY_JOB).exclude(error="").order_by("-started_at")
