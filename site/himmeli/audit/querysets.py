from django.db import models
from django.db.models import Q


class EntryQuerySet(models.QuerySet):
    def for_listing(self):
        return self.select_related("actor", "person")

    def of_person(self, user):
        """What she did, and what was done to her account."""
        return self.filter(Q(actor=user.pk) | Q(person=user.pk))

    def older_than(self, moment, *, kinds):
        return self.filter(happened_at__lt=moment, kind__in=kinds)
