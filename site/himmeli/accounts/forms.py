"""allauth's forms in plain words: a label above each field says what it is, so nothing needs to stand inside it."""

from allauth.account import forms
from django.utils.translation import gettext_lazy as _

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
