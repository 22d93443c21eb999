from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class BlockUse(models.Model):
    """How many blocks of one kind one object (a page, a reusable section) holds as saved last."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=64)
    block = models.CharField(max_length=100, db_index=True)
    count = models.PositiveIntegerField()
    # Kept when the plugin is quarantined or removed, so that it can still be named.
    plugin = models.CharField(max_length=100, blank=True, default="", db_index=True)

    class Meta:
        ordering = ["block", "pk"]
        verbose_name = _("use of a block")
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id", "block"], name="blocks_use_unique_block")
        ]

    def __str__(self):
        return f"{self.block} x {self.count}"
