"""Addresses for e-mails: whole, and in the reader's language."""

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override


def site_address(name: str, *, language: str, args=()) -> str:
    with override(language):
        return settings.SITE_URL + reverse(name, args=args)


def choose_password_path(user) -> str:
    """Where somebody without a password chooses one. Works once, and for as long as a link to a new password does."""
    token = EmailAwarePasswordResetTokenGenerator().make_token(user)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": token})


def choose_password_address(user) -> str:
    with override(user.language):
        return settings.SITE_URL + choose_password_path(user)
