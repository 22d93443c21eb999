from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .kinds import Kind
from .querysets import EntryQuerySet


class Entry(models.Model):
    """One change: who changed what, and when. Rows are added, never changed; the database itself refuses to.

    People are kept as numbers that nothing holds to a row: when an account is erased, its entries name nobody.
    """

    # Nothing of it is on public pages.
    shown_to_visitors = False

    happened_at = models.DateTimeField(_("when"), default=timezone.now)
    kind = models.CharField(_("about"), max_length=20)
    action = models.CharField(max_length=100)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
        verbose_name=_("who"),
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
        verbose_name=_("whom it concerns"),
    )
    # The name of what was changed, as it was then; and its model, "app.model", where it has one.
    subject = models.CharField(max_length=255, blank=True)
    model = models.CharField(max_length=120, blank=True)
    values = models.JSONField(default=dict)
    # [{"field": ..., "old": ..., "new": ...}]
    changes = models.JSONField(default=list)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_at", "-pk"]
        verbose_name = _("change")
        verbose_name_plural = _("change log")
        default_permissions = ()
        indexes = [
            models.Index(fields=["-happened_at", "-id"], name="audit_entry_newest"),
            models.Index(fields=["kind", "-happened_at"], name="audit_entry_kind"),
            models.Index(fields=["actor", "-happened_at"], name="audit_entry_actor"),
        ]

    def __str__(self):
        return f"{self.happened_at:%Y-%m-%d %H:%M} {self.action} {self.subject}".strip()

    def get_kind_label(self):
        return Kind(self.kind).label if self.kind in Kind.values else self.kind


class Permit(models.Model):
    """While there is a row, in its own transaction alone, entries may be deleted: see `retention.permitted`."""

    shown_to_visitors = False

    class Meta:
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self):
        return str(self.pk)
