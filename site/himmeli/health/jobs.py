"""What the Health page knows is measured by the clock."""

from datetime import timedelta

from django.utils import timezone

from himmeli.plugins.jobs import job

from .checks import look, measure
from .models import PageTime
from .summary import keep_summary
from .times import KEEP_DAYS


@job(every="hour")
def look_after_health():
    measure(every="hour")
    keep_summary(look())


@job(every="day")
def look_after_health_daily():
    measure(every="day")
    PageTime.objects.filter(day__lt=timezone.localdate() - timedelta(days=KEEP_DAYS)).delete()
    keep_summary(look())
