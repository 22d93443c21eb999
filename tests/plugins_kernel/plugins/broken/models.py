from django.conf import settings
from django.db import models
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


class Note(models.Model):
    """Something a member wrote down."""

    text = models.CharField(max_length=100)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        raise RuntimeError(self.pk)


@register_setting
class BrokenSettings(BaseSiteSetting):
    """What a coordinator sets."""

    greeting = models.CharField(max_length=100, blank=True)
