"""What the site does by itself, by the clock."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone

from himmeli.plugins.jobs import job
from himmeli.plugins.models import JobRun

from .broken_links import find_broken_links
from .scheduled import publish_due, take_down_expired

KEEP_GOOD_RUNS_FOR = timedelta(days=2)


@job(every="minute")
def publish_scheduled():
    """Publish what was to come out by now, and take down what was to end."""
    take_down_expired()
    publish_due()


@job(every="day", minutes=30)
def look_for_broken_links():
    find_broken_links()


@job(every="day")
def tidy_up():
    """Remove what nobody needs: old sessions, and the notes of jobs that ran well (those that failed stay longer)."""
    call_command("clearsessions", verbosity=0)
    JobRun.objects.filter(error="", finished_at__lt=timezone.now() - KEEP_GOOD_RUNS_FOR).delete()
