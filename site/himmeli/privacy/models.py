from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .querysets import DataCopyQuerySet, ErasureRequestQuerySet


class DataCopy(models.Model):
    """The copy of all her data that a person has asked for: one at a time, in parts that are sent one after another.

    It is kept in the database: not beside pictures that anybody may fetch, and there for every web process.
    """

    shown_to_visitors = False

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("person")
    )
    token = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField(_("asked for"), default=timezone.now)
    ready_at = models.DateTimeField(_("ready"), null=True, blank=True)
    expires_at = models.DateTimeField(_("expires"))
    size = models.PositiveBigIntegerField(default=0)

    objects = DataCopyQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("copy of one’s data")
        verbose_name_plural = _("copies of one’s data")
        default_permissions = ()

    def __str__(self):
        return f"{self.user_id} {self.asked_at:%Y-%m-%d %H:%M}"

    @property
    def is_ready(self) -> bool:
        return self.ready_at is not None


class DataCopyPart(models.Model):
    """A piece of a copy, so that a large one is never in memory as a whole."""

    shown_to_visitors = False

    copy = models.ForeignKey(DataCopy, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ["copy_id", "number"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["copy", "number"], name="privacy_datacopypart_unique_number")]

    def __str__(self):
        return f"{self.copy_id} {self.number}"


class ErasureRequest(models.Model):
    """Somebody wants her account erased. It is done when it is due, unless she takes it back before."""

    shown_to_visitors = False

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("person")
    )
    asked_at = models.DateTimeField(_("asked for"), default=timezone.now)
    due_at = models.DateTimeField(_("erased on"))

    objects = ErasureRequestQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        verbose_name = _("request to be erased")
        verbose_name_plural = _("requests to be erased")
        default_permissions = ()

    def __str__(self):
        return f"{self.user_id} {self.due_at:%Y-%m-%d}"
