from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone


class InvitationQuerySet(models.QuerySet):
    def open(self):
        """Neither accepted nor taken back; old ones, too: they can be sent again."""
        return self.filter(accepted_at=None, revoked_at=None)

    def accepted(self):
        return self.filter(accepted_at__isnull=False).order_by("-accepted_at", "-pk")

    def of_address(self, email):
        return self.annotate(address=Lower("email")).filter(address=email.lower())

    def of_addresses(self, emails):
        return self.annotate(address=Lower("email")).filter(address__in=[email.lower() for email in emails])

    def to_send(self):
        """The queue, first come first served, without those that failed a moment ago or too often."""
        due = Q(try_again_at=None) | Q(try_again_at__lte=timezone.now())
        return self.open().filter(due, sent_at=None, tries__lt=self.model.MOST_TRIES).order_by("created_at", "pk")

    def for_listing(self):
        return self.select_related("invited_by", "accepted_by")
