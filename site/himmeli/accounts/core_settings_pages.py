"""The settings that everybody has: what one signs in with."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .settings_pages import offer_settings_page


def _profile(user):
    return reverse("accounts:profile")


def _email(user):
    return reverse("account_email")


def _password(user):
    return reverse("account_change_password") if user.has_usable_password() else reverse("account_set_password")


def _second_step(user):
    return reverse("mfa_index")


def _sessions(user):
    return reverse("usersessions_list")


offer_settings_page(
    "profile",
    _("Profile"),
    _("Your name, picture and language, and a few words about you."),
    _profile,
    icon="circle-user",
    order=-100,
)
offer_settings_page(
    "email", _("E-mail address"), _("You sign in with it, and your messages go there."), _email, icon="mail", order=-90
)
offer_settings_page(
    "password", _("Password"), _("Choose a new one, or your first one."), _password, icon="lock", order=-80
)
offer_settings_page(
    "second_step",
    _("Passkeys and second step"),
    _("Sign in with your finger, face or telephone, and keep others out."),
    _second_step,
    icon="shield-check",
    order=-70,
)
offer_settings_page(
    "sessions",
    _("Where you are signed in"),
    _("Your telephones and computers. Sign out of one you no longer have."),
    _sessions,
    icon="smartphone",
    order=-60,
)
