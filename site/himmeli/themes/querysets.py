from django.db import models
from django.db.models import F


class AppearanceQuerySet(models.QuerySet):
    def live(self):
        return self.filter(kind="live").select_related("logo", "logo_dark").first()

    def draft_of(self, user_id):
        return self.filter(kind="draft", owner_id=user_id).select_related("logo", "logo_dark").first()

    def for_history(self):
        """What visitors saw before, the latest first. What the site began with was never published."""
        latest_first = F("published_at").desc(nulls_last=True)
        return self.filter(kind="past").select_related("published_by").order_by(latest_first, "-pk")
