from contextlib import suppress

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth import get_user_model
from django.core.mail import EmailMultiAlternatives
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.urls import translate_url
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from himmeli.identity.details import site_details
from himmeli.outbox.letters import site_sender


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by a coordinator: nobody signs up by herself until the cooperative opens its door."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The e-mail address or the password is not right. Check both and try again."),
        "too_many_login_attempts": _("Too many tries. Wait five minutes, then try again."),
        "incorrect_password": _("The password is not right."),
        "email_taken": _("That address already belongs to somebody."),
        "rate_limited": _("That was many times in a short while. Wait a minute, then try again."),
    }

    def is_open_for_signup(self, request):
        return False

    def send_mail(self, template_prefix, email, context):
        """In the receiver's own language, if we know her."""
        language = _language_of(email) or get_language()
        links = {name: translate_url(value, language) for name, value in context.items() if name.endswith("_url")}
        with override(language):
            super().send_mail(template_prefix, email, {**context, **links})

    def render_mail(self, template_prefix, email, context, headers=None):
        """Text and, where there is a template for it, HTML, in the name of the site."""
        details = site_details()
        context = {**context, "site_name": details.name, "site_email": details.email}
        subject = " ".join(render_to_string(f"{template_prefix}_subject.txt", context).split())
        message = EmailMultiAlternatives(
            self.format_email_subject(subject),
            render_to_string(f"{template_prefix}_message.txt", context).strip() + "\n",
            self.get_from_email(),
            [email] if isinstance(email, str) else email,
            headers=headers,
        )
        # The notices of allauth that we have no words of our own for are text alone.
        with suppress(TemplateDoesNotExist):
            message.attach_alternative(render_to_string(f"{template_prefix}_message.html", context), "text/html")
        return message

    def get_from_email(self):
        return site_sender()


def _language_of(email):
    return get_user_model().objects.filter(email__iexact=email).values_list("language", flat=True).first()
