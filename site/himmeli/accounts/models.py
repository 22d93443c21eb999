from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


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
    is_staff = models.BooleanField(default=False, editable=False)
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Take this away instead of deleting the account.")
    )
    date_joined = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    objects = UserManager()

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
