"""allauth's forms in plain words: a label above each field says what it is, so nothing needs to stand inside it."""

from allauth.account import forms
from allauth.account.internal import flows
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms as django_forms
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .people_rules import people_rules, terms_address

EMAIL = _("E-mail address")


class PlainWords:
    """Takes the words out of the fields, and gives some their label anew."""

    labels: dict = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in self.labels:
                field.label = self.labels[name]


class SignUpForm(PlainWords, forms.SignupForm):
    """Who one is and where her e-mail goes.

    The password comes later, when she has opened the link: whoever knows an address can't choose it for its owner.
    """

    labels = {"email": EMAIL}
    field_order = ["display_name", "email", "language", "text", "terms"]

    display_name = django_forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=django_forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name, as others know you.")},
    )
    language = django_forms.ChoiceField(
        label=_("Language"), help_text=_("In this language we write to you."), choices=settings.LANGUAGES
    )
    text = django_forms.CharField(
        label=_("Who are you?"),
        help_text=_("A sentence or two helps: a coordinator reads it before you are let in."),
        max_length=1000,
        required=False,
        widget=django_forms.Textarea(attrs={"rows": 4, "maxlength": 1000}),
    )
    terms = django_forms.BooleanField(
        required=True, error_messages={"required": _("Read the terms, and tick the box if you accept them.")}
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["password1"]
        language = get_language()
        self.fields["language"].initial = language
        if not people_rules().asks_approval:
            del self.fields["text"]
        terms = terms_address(language)
        if terms:
            link = format_html('<a href="{}" target="_blank" rel="noopener">{}</a>', terms, _("the terms"))
            self.fields["terms"].label = format_html(_("I accept {}."), link)
        else:
            del self.fields["terms"]

    @property
    def terms_accepted_at(self):
        return timezone.now() if self.cleaned_data.get("terms") else None

    def try_save(self, request):
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            # The same form twice at once: the second is answered as if the account had been there before.
            response = flows.signup.prevent_enumeration(request, email=self.cleaned_data["email"])
            return None, response


class RequestLoginCodeForm(PlainWords, forms.RequestLoginCodeForm):
    labels = {"email": EMAIL}


class ConfirmLoginCodeForm(PlainWords, forms.ConfirmLoginCodeForm):
    labels = {"code": _("The code in the e-mail")}


class LoginForm(PlainWords, forms.LoginForm):
    labels = {"login": EMAIL, "password": _("Password")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The way to a new password stands under the button.
        self.fields["password"].help_text = ""


class ResetPasswordForm(PlainWords, forms.ResetPasswordForm):
    labels = {"email": EMAIL}


class ResetPasswordKeyForm(PlainWords, forms.ResetPasswordKeyForm):
    labels = {"password1": _("New password"), "password2": _("New password again")}


class ChangePasswordForm(PlainWords, forms.ChangePasswordForm):
    labels = {
        "oldpassword": _("The password you have now"),
        "password1": _("New password"),
        "password2": _("New password again"),
    }


class SetPasswordForm(PlainWords, forms.SetPasswordForm):
    labels = {"password1": _("New password"), "password2": _("New password again")}


class AddEmailForm(PlainWords, forms.AddEmailForm):
    labels = {"email": _("New e-mail address")}


class ReauthenticateForm(PlainWords, forms.ReauthenticateForm):
    labels = {"password": _("Password")}


class DigitsField:
    """A code of digits: the telephone shows its number pad."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}


class SecondStepForm(DigitsField, PlainWords, mfa_forms.AuthenticateForm):
    labels = {"code": _("Code from your telephone, or a recovery code")}


class SecondStepAgainForm(DigitsField, PlainWords, mfa_forms.ReauthenticateForm):
    labels = {"code": _("Code from your telephone, or a recovery code")}


class ActivateAppForm(DigitsField, PlainWords, ActivateTOTPForm):
    labels = {"code": _("The six digits that the app shows")}


class AddPasskeyForm(PlainWords, AddWebAuthnForm):
    """Always one that signs in alone: what a person calls a passkey."""

    labels = {"name": _("What do you call this device?")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].widget = django_forms.HiddenInput()
        self.fields["passwordless"].initial = True
        self.fields["name"].required = True
        self.fields["name"].widget.attrs["maxlength"] = 60
        self.fields["credential"].error_messages["required"] = _("Your device gave no passkey. Try again.")


class EditPasskeyForm(PlainWords, EditWebAuthnForm):
    labels = {"name": _("What do you call this device?")}
