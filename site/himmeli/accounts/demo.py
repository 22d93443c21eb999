"""The sign-ins of a demo site, which everybody may try."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

EMAILS = {
    "marketta@example.org": _("Coordinator"),
    "pentti@example.org": _("Member"),
    "aino@example.org": _("Merchant"),
}


@dataclass(frozen=True)
class DemoSignIn:
    email: str
    name: str
    role: str


def demo_sign_ins() -> list[DemoSignIn]:
    """Those that are there and still have the password that everybody knows. Empty on any real site."""
    if not settings.HIMMELI_DEMO:
        return []
    people = get_user_model().objects.filter(email__in=EMAILS, is_active=True, is_superuser=False)
    found = {person.email: person for person in people}
    return [DemoSignIn(email, found[email].display_name, role) for email, role in EMAILS.items() if email in found]
