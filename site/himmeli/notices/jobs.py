from django.utils import timezone

from himmeli.plugins.jobs import job

from .delivery import deliver_due
from .models import Notice, NoticeBatch
from .querysets import STALE_AFTER


@job(every="minute")
def deliver_waiting_notices():
    """Summaries whose hour has come, what waited for the morning, and what a process that ended left behind."""
    deliver_due()


@job(every="day")
def forget_old_notices():
    """Notices read three months ago or written a year ago; e-mails that are no news any more."""
    Notice.objects.old().delete()
    Notice.objects.stale().update(email_due_at=None)
    NoticeBatch.objects.filter(created_at__lt=timezone.now() - STALE_AFTER).delete()
