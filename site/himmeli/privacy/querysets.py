from django.db import models
from django.utils import timezone


class DataCopyQuerySet(models.QuerySet):
    def of(self, user):
        """The copy she may fetch or waits for; none that has expired."""
        return self.filter(user=user, expires_at__gt=timezone.now()).first()

    def expired(self):
        return self.filter(expires_at__lte=timezone.now())


class ErasureRequestQuerySet(models.QuerySet):
    def of(self, user):
        return self.filter(user=user).first()

    def due(self):
        return self.filter(due_at__lte=timezone.now())
