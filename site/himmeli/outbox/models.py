from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .querysets import EmailQuerySet


class Email(models.Model):
    """One e-mail: written in the transaction that caused it, sent after its commit, kept a while as a line of a log."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits to be sent")
        SENT = "sent", _("Sent")
        REFUSED = "refused", _("Came back")
        GIVEN_UP = "given_up", _("Given up")

    class Fault(models.TextChoices):
        """What stood in the way the last time, for programs; `error` says it in words."""

        NONE = "", _("Nothing")
        CONNECTION = "connection", _("The mail server was out of reach")
        SETTINGS = "settings", _("The mail server does not accept this site")
        PASSING = "passing", _("The mail server asked to wait")
        ADDRESS = "address", _("The address does not take mail")
        MESSAGE = "message", _("The e-mail itself was refused")

    shown_to_visitors = False

    message_id = models.CharField(max_length=255, unique=True)
    sender = models.CharField(pgettext_lazy("e-mail", "from"), max_length=320)
    to = models.JSONField(pgettext_lazy("e-mail", "to"), default=list)
    cc = models.JSONField(default=list)
    bcc = models.JSONField(default=list)
    reply_to = models.JSONField(default=list)
    # Every bare address, small, each in angle brackets: what a search by address looks through.
    recipients = models.TextField(pgettext_lazy("e-mail", "to"), blank=True)
    # Those of them that are still to be tried, when others have got it; empty: all.
    left = models.JSONField(default=list)
    subject = models.TextField(pgettext_lazy("e-mail", "about"), blank=True)
    body = models.TextField(_("text"), blank=True)
    content_subtype = models.CharField(max_length=20, default="plain")
    encoding = models.CharField(max_length=40, blank=True)
    alternatives = models.JSONField(default=list)
    headers = models.JSONField(default=dict)
    # Nobody reads in the log what was not said to be readable: it may hold a link that signs people in.
    is_open = models.BooleanField(default=False)
    has_text = models.BooleanField(default=True)

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    due_at = models.DateTimeField(_("next try"), default=timezone.now)
    # When trying began: counted from here until it is given up.
    first_due_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveIntegerField(_("tries"), default=0)
    tried_at = models.DateTimeField(_("last try"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    fault = models.CharField(max_length=10, choices=Fault, default=Fault.NONE, blank=True)
    error = models.TextField(_("what happened"), blank=True)
    # Whose it is while it is being sent. A claim that nobody renewed is that of a process that died.
    claim = models.UUIDField(null=True, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)

    objects = EmailQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("e-mail")
        verbose_name_plural = _("e-mails")
        indexes = [
            models.Index(
                fields=["due_at"],
                name="outbox_email_due",
                condition=models.Q(state="waiting"),
                include=["claimed_until"],
            ),
            models.Index(fields=["state", "created_at"], name="outbox_email_by_state"),
            models.Index(fields=["-created_at"], name="outbox_email_newest"),
            models.Index(fields=["claim"], name="outbox_email_claim", condition=models.Q(claim__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="sent") | models.Q(sent_at__isnull=False), name="outbox_email_sent_has_time"
            )
        ]

    def __str__(self):
        return self.subject or ", ".join(self.to)

    @property
    def all_addresses(self) -> str:
        return ", ".join([*self.to, *self.cc, *self.bcc])

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def may_be_sent_again(self) -> bool:
        """Its text is still there, and it is not on its way already."""
        return self.has_text and not (self.is_waiting and self.attempts == 0)


class Attachment(models.Model):
    """A file of an e-mail that waits. `mimetype` is empty for a part that was made whole by the sender."""

    shown_to_visitors = False

    email = models.ForeignKey(Email, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=255, blank=True)
    mimetype = models.CharField(max_length=255, blank=True)
    content = models.BinaryField()
    is_text = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self):
        return self.name or self.mimetype
