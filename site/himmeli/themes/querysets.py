from django.db import models


class AppearanceQuerySet(models.QuerySet):
    def live(self):
        return self.filter(kind="live").select_related("logo", "logo_dark").first()

    def draft_of(self, user_id):
        return self.filter(kind="draft", owner_id=user_id).select_related("logo", "logo_dark").first()

    def for_history(self):
        """What visitors saw before, the latest first."""
        return self.filter(kind="past").select_related("published_by").order_by("-published_at", "-pk")
