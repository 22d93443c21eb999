"""Cleaning up after the tasks."""

from datetime import timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from himmeli.plugins.jobs import job

KEEP_DONE_FOR = timedelta(days=7)
KEEP_DEAD_FOR = timedelta(days=90)


@job(every="day")
def tidy_tasks() -> None:
    now = timezone.now()
    DBTaskResult.objects.successful().filter(finished_at__lt=now - KEEP_DONE_FOR).delete()
    DBTaskResult.objects.failed().filter(finished_at__lt=now - KEEP_DEAD_FOR).delete()
