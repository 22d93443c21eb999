from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.shortcuts import redirect
from django.urls import reverse, translate_url
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from himmeli.outbox.letters import site_sender

from .addresses import choose_password_path
from .emails import write_email
from .models import Application
from .people_rules import people_rules
from .services import apply_for_account, list_address


class AccountAdapter(DefaultAccountAdapter):
    """allauth's flows by the rules of the house: who may sign up, who sleeps until let in, and in what words."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The e-mail address or the password is not right. Check both and try again."),
        "too_many_login_attempts": _("Too many tries. Wait five minutes, then try again."),
        "incorrect_password": _("The password is not right."),
        "incorrect_code": _("The code is not right. Check it and try again."),
        "email_taken": _("That address already belongs to somebody."),
        "rate_limited": _("That was many times in a short while. Wait a minute, then try again."),
    }

    # Signing up ---------------------------------------------------------------------------------------------------

    def is_open_for_signup(self, request):
        return not people_rules().by_invitation

    def new_user(self, request):
        user = super().new_user(request)
        user.signs_up_herself = True
        return user

    def save_user(self, request, user, form, commit=True):
        """The account sleeps from its first moment: whoever fills in the form may not be whose address it is."""
        data = form.cleaned_data
        user.display_name, user.language = data["display_name"], data["language"]
        user.terms_accepted_at = form.terms_accepted_at
        user = super().save_user(request, user, form, commit=True)
        apply_for_account(user=user, text=data.get("text", ""), needs_approval=not people_rules().is_open)
        return user

    def get_email_verification_redirect_url(self, email_address):
        """From the link in the e-mail on to a password: whoever opened it is the one to choose it."""
        user = email_address.user
        if not self.request.user.is_authenticated and not user.has_usable_password():
            return choose_password_path(user)
        return super().get_email_verification_redirect_url(email_address)

    def send_account_already_exists_mail(self, email):
        """Somebody signs up with an address that is known. The page says the same as to anybody; the e-mail helps."""
        application = _application_of(email)
        address = EmailAddress.objects.filter(email__iexact=email, verified=False).first()
        if application is not None and not application.confirmed_at and address is not None:
            address.send_confirmation(self.request, signup=True)
        elif application is not None:
            self.send_mail(f"account/email/application_{application.status}", email, {})
        else:
            super().send_account_already_exists_mail(email)

    # Signing in ---------------------------------------------------------------------------------------------------

    def get_login_stages(self):
        return [*super().get_login_stages(), "himmeli.accounts.stages.ApprovalStage"]

    def pre_login(self, request, user, **kwargs):
        list_address(user=user)
        application = Application.objects.filter(user=user, status=Application.Status.WAITING).first()
        if not user.is_active and application is not None and not application.confirmed_at:
            # The stages that follow send the link again, and stop her there.
            return None
        return super().pre_login(request, user, **kwargs)

    def respond_user_inactive(self, request, user):
        if Application.objects.filter(user=user, status=Application.Status.WAITING).exists():
            return redirect("accounts:waiting")
        return super().respond_user_inactive(request, user)

    # Messages -----------------------------------------------------------------------------------------------------

    def send_mail(self, template_prefix, email, context):
        """In the receiver's own language, if we know her."""
        application = _application_of(email) if template_prefix == "account/email/unknown_account" else None
        if application is not None:
            # allauth knows no account that sleeps.
            self.send_account_already_exists_mail(email)
            return
        language = _language_of(email) or get_language()
        links = {name: translate_url(value, language) for name, value in context.items() if name.endswith("_url")}
        with override(language):
            more = self._more(template_prefix, context)
            self.render_mail(template_prefix, email, {"email": email, **context, **links, **more}).send()

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Not about the first password: she has just chosen it on the page she came to from our e-mail."""
        if template_prefix == "account/email/password_reset" and user.last_login is None:
            return
        super().send_notification_mail(template_prefix, user, context, email)

    def render_mail(self, template_prefix, email, context, headers=None):
        return write_email(template_prefix, email, context, headers)

    def get_from_email(self):
        return site_sender()

    def _more(self, template_prefix, context):
        if template_prefix != "account/email/login_code":
            return {}
        return {"code_address": _code_address(self.request, context["code"])}


def _code_address(request, code):
    """The page where the code is written, with the code in it."""
    return f"{request.build_absolute_uri(reverse('account_confirm_login_code'))}?code={code}"


def _application_of(email):
    """What somebody with that address has asked for, while she is not in."""
    applications = Application.objects.exclude(status=Application.Status.APPROVED)
    return applications.filter(user__email__iexact=email, user__is_active=False).first()


def _language_of(email):
    return get_user_model().objects.filter(email__iexact=email).values_list("language", flat=True).first()
