from datetime import time

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .kinds import ByEmail
from .querysets import NoticeQuerySet


class Notice(models.Model):
    """One thing that one person is told of, in the site, by e-mail, or both."""

    shown_to_visitors = False

    receiver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("receiver")
    )
    kind = models.CharField(_("kind"), max_length=100)
    key = models.CharField(max_length=200, blank=True)
    # Plain values for the placeholders of the kind's texts. The words are chosen when somebody reads them.
    context = models.JSONField(default=dict)
    quote = models.TextField(blank=True)
    url = models.CharField(max_length=1000, blank=True)
    in_site = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    # When it is to leave by e-mail; none when it need not, or has been handed to the outbox.
    email_due_at = models.DateTimeField(null=True, blank=True)
    emailed_at = models.DateTimeField(null=True, blank=True)
    # Goes into one e-mail with others that are due at the same time.
    is_gathered = models.BooleanField(default=False)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes = [
            models.Index(
                fields=["receiver", "kind"], name="notices_unread", condition=models.Q(read_at=None, in_site=True)
            ),
            models.Index(fields=["receiver", "-created_at"], name="notices_newest"),
            models.Index(
                fields=["email_due_at"], name="notices_email_due", condition=models.Q(email_due_at__isnull=False)
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["receiver", "kind", "key"], name="notices_notice_unique_key", condition=~models.Q(key="")
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.key}".strip()

    @property
    def is_read(self) -> bool:
        return self.read_at is not None


class NoticeBatch(models.Model):
    """A notice to many people, written in one row; it becomes a notice for each of them outside the request."""

    shown_to_visitors = False

    kind = models.CharField(max_length=100)
    key = models.CharField(max_length=200)
    context = models.JSONField(default=dict)
    quote = models.TextField(blank=True)
    url = models.CharField(max_length=1000, blank=True)
    by_email = models.BooleanField(default=True)
    receiver_ids = models.JSONField(default=list)
    done = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("notice to many")
        verbose_name_plural = _("notices to many")

    def __str__(self):
        return f"{self.kind} {self.key}"


class NoticeChoice(models.Model):
    """How one person wants to be told of one kind of thing. Without a row, as the kind proposes."""

    shown_to_visitors = False

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("person")
    )
    kind = models.CharField(max_length=100)
    in_site = models.BooleanField(_("in the site"), default=True)
    by_email = models.CharField(_("by e-mail"), max_length=6, choices=ByEmail, default=ByEmail.AT_ONCE)

    class Meta:
        ordering = ["user", "kind"]
        verbose_name = _("choice of notices")
        verbose_name_plural = _("choices of notices")
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="notices_choice_unique_kind")]

    def __str__(self):
        return f"{self.user_id} {self.kind}"


class NoticeTimes(models.Model):
    """When a person wants e-mails: not in her quiet hours, and summaries at her hour, by the clock where she is."""

    shown_to_visitors = False

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("person")
    )
    has_quiet_hours = models.BooleanField(_("quiet hours"), default=True)
    quiet_from = models.TimeField(_("quiet from"), default=time(22))
    quiet_until = models.TimeField(_("quiet until"), default=time(7))
    summary_at = models.TimeField(_("summaries at"), default=time(8))

    class Meta:
        ordering = ["user"]
        verbose_name = _("times of notices")
        verbose_name_plural = _("times of notices")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(quiet_from=models.F("quiet_until")), name="notices_times_quiet_hours_end"
            )
        ]

    def __str__(self):
        return f"{self.user_id}"


class NoticeText(models.Model):
    """The cooperative's own words for a kind of notice in one language. An empty field keeps the original."""

    shown_to_visitors = False

    kind = models.CharField(max_length=100)
    language = models.CharField(_("language"), max_length=10)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    opening = models.TextField(_("beginning"), blank=True)
    closing = models.TextField(_("end"), blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["kind", "language"]
        verbose_name = _("text of e-mails")
        verbose_name_plural = _("texts of e-mails")
        constraints = [models.UniqueConstraint(fields=["kind", "language"], name="notices_text_unique_language")]

    def __str__(self):
        return f"{self.kind} {self.language}"
