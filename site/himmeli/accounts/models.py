from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from .querysets import ApplicationQuerySet


def site_language():
    return settings.LANGUAGE_CODE


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        """Raises ValueError without an e-mail address: it is the sign-in."""
        if not email:
            raise ValueError("An e-mail address is needed")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """A person with a sign-in: visitor, member or coordinator. The e-mail address is the sign-in."""

    email = models.EmailField(_("e-mail"), unique=True)
    display_name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=10, default=site_language)
    time_zone = models.CharField(_("time zone"), max_length=60, default="Europe/Helsinki")
    portrait = models.ForeignKey(
        "media.Picture", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("portrait")
    )
    introduction = models.TextField(_("short introduction"), max_length=600, blank=True)
    terms_accepted_at = models.DateTimeField(_("accepted the terms"), null=True, blank=True, editable=False)
    is_staff = models.BooleanField(default=False, editable=False)
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Take this away instead of deleting the account.")
    )
    date_joined = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    objects = UserManager()

    # Said of one that is being made: its address is not known to be hers yet.
    signs_up_herself = False

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["display_name"]

    class Meta:
        ordering = ["display_name", "pk"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [models.UniqueConstraint(Lower("email"), name="accounts_user_unique_email")]

    def __str__(self):
        return self.display_name or self.email

    @property
    def first_name(self):
        """What Wagtail greets people by."""
        return self.get_short_name()

    def get_full_name(self):
        return self.display_name

    def get_short_name(self):
        return self.display_name.partition(" ")[0]


class Application(models.Model):
    """What somebody who signs up by herself asks: to be let in. Her account sleeps until she is."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        APPROVED = "approved", _("Approved")
        DECLINED = "declined", _("Declined")

    # Nobody sees one but her and the coordinators.
    shown_to_visitors = False

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="application", verbose_name=_("person"))
    text = models.TextField(_("who she is"), max_length=1000, blank=True)
    needs_approval = models.BooleanField(_("needs approval"), default=True)
    status = models.CharField(_("state"), max_length=10, choices=Status, default=Status.WAITING)
    created_at = models.DateTimeField(_("sent"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("address confirmed"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("decided by")
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        indexes = [models.Index(fields=["status", "confirmed_at"], name="accounts_application_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status="waiting") | models.Q(decided_at__isnull=False),
                name="accounts_application_decided_then",
            )
        ]

    def __str__(self):
        return str(self.user)


@register_setting(icon="user", order=10)
class PeopleRules(BaseGenericSetting):
    """How people come in, and how they sign in."""

    class Door(models.TextChoices):
        OPEN = "open", _("Anybody comes in by herself")
        APPROVAL = "approval", _("Anybody may ask, a coordinator lets in")
        INVITATION = "invitation", _("Only those who are invited")

    class SecondStep(models.TextChoices):
        NOBODY = "nobody", _("Nobody must, everybody may")
        ADMINISTRATORS = "administrators", _("Administrators must")
        OFFICE = "office", _("Everybody who looks after the site must")

    door = models.CharField(
        _("who gets a sign-in"),
        max_length=12,
        choices=Door,
        default=Door.APPROVAL,
        help_text=_("Whoever you invite comes in whatever you choose here."),
    )
    terms_page = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("page of your terms"),
        help_text=_("Who makes a sign-in is asked to accept them. Leave empty if you have none."),
    )
    second_step = models.CharField(
        _("a second step at signing in"),
        max_length=16,
        choices=SecondStep,
        default=SecondStep.NOBODY,
        help_text=_(
            "A passkey or a code from a telephone, besides the password. Who must and has none yet is shown how to "
            "get one, before anything else in the site’s management."
        ),
    )

    panels = [
        MultiFieldPanel([FieldPanel("door"), PageChooserPanel("terms_page")], heading=_("Coming in")),
        MultiFieldPanel([FieldPanel("second_step")], heading=_("Signing in")),
    ]

    class Meta:
        verbose_name = _("rules for people")
