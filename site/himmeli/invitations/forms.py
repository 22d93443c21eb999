from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from himmeli.accounts.people_rules import terms_address
from himmeli.accounts.roles import MEMBER, roles_given_by

from .lists import MOST_BYTES, decode

GREETING = _("A few words of yours, put into the e-mail.")


class InviteForm(forms.Form):
    """One person to invite."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, help_text=_("Of the e-mail, and of the pages to begin with.")
    )
    roles = forms.MultipleChoiceField(
        label=_("Further roles"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Everybody becomes a member."),
    )
    message = forms.CharField(
        label=_("Greeting"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=GREETING,
    )

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = settings.LANGUAGE_CODE
        others = [role for role in roles_given_by(actor) if role.name != MEMBER]
        self.fields["roles"].choices = [(role.name, role.label) for role in others]
        if not others:
            del self.fields["roles"]


class InviteManyForm(forms.Form):
    """A list of people, pasted or as a file."""

    file = forms.FileField(
        label=_("A file"),
        required=False,
        help_text=_("From a spreadsheet: save it as CSV. The first line may name the columns: e-mail, name, role."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
    )
    text = forms.CharField(
        label=_("Or paste the list here"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_("One person a line. For example: helvi@example.org; Helvi Lahti"),
    )
    message = forms.CharField(
        label=_("Greeting"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=GREETING,
    )

    def clean_file(self):
        file = self.cleaned_data.get("file")
        if file and file.size > MOST_BYTES:
            raise ValidationError(_("The file is too large. Divide it into several lists."))
        return file

    def clean(self):
        data = super().clean()
        if data.get("file"):
            data["text"] = decode(data["file"].read())
        if not self.errors and not data.get("text", "").strip():
            self.add_error("text", _("Choose a file, or paste the list here."))
        return data


class AcceptForm(forms.Form):
    """All that an invited person is asked."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name, as others know you.")},
    )
    password = forms.CharField(
        label=_("Choose a password"),
        strip=False,
        help_text=password_validators_help_text_html,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Choose a password.")},
    )
    terms = forms.BooleanField(error_messages={"required": _("Read the terms, and tick the box if you accept them.")})

    def __init__(self, *args, invitation, **kwargs):
        super().__init__(*args, **kwargs)
        self.invitation = invitation
        self.fields["name"].initial = invitation.name
        terms = terms_address(get_language())
        if terms:
            link = format_html('<a href="{}" target="_blank" rel="noopener">{}</a>', terms, _("the terms"))
            self.fields["terms"].label = format_html(_("I accept {}."), link)
        else:
            del self.fields["terms"]

    def clean_password(self):
        password = self.cleaned_data["password"]
        person = get_user_model()(email=self.invitation.email, display_name=self.cleaned_data.get("name", ""))
        validate_password(password, person)
        return password
