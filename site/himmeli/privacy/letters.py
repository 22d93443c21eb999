"""E-mails about one's own data."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import override

CONFIRM_SALT = "himmeli.privacy.erase"
CONFIRM_SECONDS = 24 * 60 * 60


def write_letter(name: str, email: str, language: str, due_at: str = "", token: str = "") -> None:
    """Send one of `templates/privacy/email/`, in the receiver's language."""
    with override(language):
        place = reverse("privacy:confirm", args=[token]) if token else reverse("privacy:mine")
        context = {"address": f"{settings.SITE_URL}{place}", "due_at": parse_datetime(due_at) if due_at else None}
        get_adapter().render_mail(f"privacy/email/{name}", email, context).send()


def confirmation_token(user) -> str:
    """For somebody without a password: whoever opens the e-mail is she. Worth nothing once she has another address."""
    return signing.dumps([user.pk, user.email], salt=CONFIRM_SALT)


def confirms(token: str, user) -> bool:
    try:
        return signing.loads(token, salt=CONFIRM_SALT, max_age=CONFIRM_SECONDS) == [user.pk, user.email]
    except signing.BadSignature:
        return False
