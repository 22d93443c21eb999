from datetime import timedelta

from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from himmeli.accounts.models import site_language

from .querysets import InvitationQuerySet

VALID_FOR = timedelta(days=14)


class Invitation(models.Model):
    """One address that has been invited. Its link is known to the e-mail alone: here is a hash of it.

    It waits in the queue until `sent_at`; each sending makes a new link, and the older ones stop working.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Could not be sent")
        ACCEPTED = "accepted", _("Accepted")
        REVOKED = "revoked", _("Taken back")
        EXPIRED = "expired", _("Too old")

    MOST_TRIES = 5
    # Nobody but coordinators sees one.
    shown_to_visitors = False

    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=10, default=site_language)
    roles = models.JSONField(_("roles"), default=list, blank=True)
    message = models.TextField(_("greeting"), max_length=2000, blank=True)
    invited_by = models.ForeignKey(
        "accounts.User",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("invited by"),
    )
    created_at = models.DateTimeField(_("made"), default=timezone.now)
    token_hash = models.CharField(max_length=64, blank=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    try_again_at = models.DateTimeField(null=True, blank=True, editable=False)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        "accounts.User",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("accepted by"),
    )
    revoked_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        indexes = [models.Index(fields=["sent_at", "try_again_at"], name="invitations_queue")]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=models.Q(accepted_at=None, revoked_at=None),
                name="invitations_invitation_one_open",
            ),
            models.UniqueConstraint(
                fields=["token_hash"],
                condition=~models.Q(token_hash=""),
                name="invitations_invitation_unique_token",
            ),
        ]

    def __str__(self):
        return self.name or self.email

    @property
    def expires_at(self):
        return self.sent_at + VALID_FOR if self.sent_at else None

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.revoked_at is None

    @property
    def state(self) -> str:
        if self.accepted_at:
            return self.State.ACCEPTED
        if self.revoked_at:
            return self.State.REVOKED
        if self.sent_at is None:
            return self.State.FAILED if self.tries >= self.MOST_TRIES else self.State.QUEUED
        return self.State.EXPIRED if self.expires_at <= timezone.now() else self.State.SENT

    @property
    def state_label(self) -> str:
        return self.State(self.state).label
