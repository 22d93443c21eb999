"""How many things need somebody, for the line on the desk: counted at each look, so that the desk asks one question."""

from datetime import timedelta

from django.utils import timezone

from .checks import Told, look
from .findings import State
from .models import Measurement

NAME = "summary"
# Older than this, nobody has looked for a while: the clock has stopped, or never ran.
GOOD_FOR = timedelta(hours=2)


def problems(told: list[Told]) -> int:
    return sum(finding.state != State.FINE for check in told for finding in check.findings)


def keep_summary(told: list[Told]) -> int:
    """Write down how many things need somebody. Returns the number."""
    number = problems(told)
    Measurement.objects.update_or_create(check_name=NAME, defaults={"value": number, "measured_at": timezone.now()})
    return number


def number_of_problems() -> int:
    row = Measurement.objects.filter(check_name=NAME, measured_at__gt=timezone.now() - GOOD_FOR).first()
    return row.value if row else keep_summary(look())
