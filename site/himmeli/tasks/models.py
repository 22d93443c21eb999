from django.db import models
from django.utils.translation import gettext_lazy as _


class Worker(models.Model):
    """A process that does tasks and scheduled jobs, for as long as it lives. It says so every few seconds."""

    id = models.CharField(max_length=64, primary_key=True)
    host = models.CharField(max_length=255)
    process = models.PositiveIntegerField()
    started_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField()

    shown_to_visitors = False

    class Meta:
        ordering = ["started_at", "id"]
        verbose_name = _("worker")
        verbose_name_plural = _("workers")

    def __str__(self):
        return self.id
