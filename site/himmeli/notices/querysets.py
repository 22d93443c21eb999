from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from .kinds import active_kinds

# What nobody got by e-mail by then, because its plugin was off, is no news any more.
STALE_AFTER = timedelta(days=14)


class NoticeQuerySet(models.QuerySet):
    def of(self, user):
        """What a person sees in the site: hers, of plugins that are on, the newest first."""
        return self.filter(receiver=user, in_site=True, kind__in=list(active_kinds())).order_by("-created_at", "-pk")

    def unread(self):
        return self.filter(read_at=None)

    def due_by_email(self, now):
        """What is to leave by e-mail by now. What belongs to a plugin that is off waits."""
        fresh = Q(created_at__gt=now - STALE_AFTER)
        return self.filter(fresh, email_due_at__lte=now, kind__in=list(active_kinds()))

    def old(self):
        now = timezone.now()
        read = Q(read_at__lt=now - timedelta(days=90)) | Q(in_site=False, created_at__lt=now - timedelta(days=90))
        return self.filter(read | Q(created_at__lt=now - timedelta(days=365)))

    def stale(self):
        return self.filter(email_due_at__isnull=False, created_at__lte=timezone.now() - STALE_AFTER)
