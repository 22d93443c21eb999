"""The second step of signing in: a passkey, or a code from a telephone. Who must have one, and how ours is named."""

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.utils.translation import gettext_lazy as _

from himmeli.identity.details import site_details

from .devices import device_name
from .models import PeopleRules
from .people_rules import people_rules
from .permissions import is_administrator, works_in_office

STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_step(user) -> bool:
    return Authenticator.objects.filter(user_id=user.pk, type__in=STEPS).exists()


def must_have_second_step(user) -> bool:
    """Whether the rules for people ask this person for one."""
    rule = people_rules().second_step
    if rule == PeopleRules.SecondStep.ADMINISTRATORS:
        return is_administrator(user)
    return rule == PeopleRules.SecondStep.OFFICE and works_in_office(user)


def lacks_second_step(user) -> bool:
    return must_have_second_step(user) and not has_second_step(user)


class SecondStepAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("The code is not right. Check it and try again."),
        "unverified_email": _("First open the link that we have sent to your e-mail address."),
        "add_email_blocked": _("First take the second step away, then change your e-mail address."),
    }

    def generate_authenticator_name(self, user, type):
        """Such as "Chrome, Android": where the key was made, as she would tell it apart from others."""
        return device_name(context.request.META.get("HTTP_USER_AGENT", ""))

    def _get_site_name(self):
        return site_details().name
