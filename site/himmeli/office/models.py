from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class BrokenLink(models.Model):
    """A link from something visitors see to a page they can't: found by a nightly look through the references."""

    shown_to_visitors = False

    class Reason(models.TextChoices):
        DELETED = "deleted", _("leads to a page that has been deleted")
        HIDDEN = "hidden", _("leads to a page that is not published")

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=255)
    source = GenericForeignKey("content_type", "object_id")
    source_title = models.CharField(max_length=255)
    target_id = models.CharField(max_length=255)
    target_title = models.CharField(max_length=255, blank=True)
    reason = models.CharField(max_length=10, choices=Reason)
    found_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["source_title", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id", "target_id"], name="office_brokenlink_unique")
        ]

    def __str__(self):
        return f"{self.source_title}: {self.target_title or self.target_id}"
