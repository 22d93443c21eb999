from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models


class KitItem(models.Model):
    """Something a kit has brought: what was loaded once is not loaded again, and never overwritten."""

    kit = models.CharField(max_length=100)
    key = models.CharField(max_length=200)
    language = models.CharField(max_length=10, blank=True)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    object = GenericForeignKey()

    class Meta:
        ordering = ["kit", "key", "language"]
        constraints = [models.UniqueConstraint(fields=["kit", "key", "language"], name="kits_item_unique_key")]

    def __str__(self):
        return f"{self.kit}: {self.key} {self.language}".strip()
