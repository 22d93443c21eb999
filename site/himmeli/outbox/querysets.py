from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

FAILED_LATELY = timedelta(days=30)
# An e-mail that should have left this long ago says that something stands in the way.
LATE_AFTER = timedelta(minutes=10)


class EmailQuerySet(models.QuerySet):
    def due(self):
        """Those whose time has come and that no process has taken, the oldest first."""
        now = timezone.now()
        free = Q(claimed_until=None) | Q(claimed_until__lt=now)
        return self.filter(free, state=self.model.State.WAITING, due_at__lte=now).order_by("due_at", "pk")

    def late(self):
        """Those that wait though they should have left: a mail server that is away, or nobody who sends."""
        return self.filter(state=self.model.State.WAITING, created_at__lt=timezone.now() - LATE_AFTER)

    def failed(self):
        """Those that did not arrive and will not be tried again."""
        return self.filter(state__in=(self.model.State.REFUSED, self.model.State.GIVEN_UP))

    def failed_lately(self):
        return self.failed().filter(created_at__gt=timezone.now() - FAILED_LATELY)

    def connection_failed_since(self, moment):
        """Those waiting because the mail server itself could not be reached."""
        return self.filter(state=self.model.State.WAITING, fault=self.model.Fault.CONNECTION, tried_at__gt=moment)

    def to_address(self, address):
        """Those to one e-mail address, whoever else got them."""
        return self.filter(recipients__icontains=f"<{address.strip().casefold()}>")

    def for_listing(self):
        """Without the texts, which are long and may be secret."""
        return self.defer("body", "alternatives", "headers")
