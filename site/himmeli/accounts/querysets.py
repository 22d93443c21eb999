from datetime import timedelta

from django.db import models
from django.utils import timezone


class ApplicationQuerySet(models.QuerySet):
    def to_decide(self):
        """Those that wait for a coordinator: who asks has shown that the address is hers. The oldest first."""
        return self.filter(status=self.model.Status.WAITING, confirmed_at__isnull=False, needs_approval=True)

    def never_confirmed(self, *, days: int):
        """Begun so many days ago, and the link in the e-mail was never opened."""
        return self.filter(
            status=self.model.Status.WAITING,
            confirmed_at=None,
            created_at__lt=timezone.now() - timedelta(days=days),
        )

    def declined_before(self, *, days: int):
        return self.filter(status=self.model.Status.DECLINED, decided_at__lt=timezone.now() - timedelta(days=days))

    def for_listing(self):
        return self.select_related("user")
