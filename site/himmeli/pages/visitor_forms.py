"""Forms for visitors: no cookie, no puzzle to solve. Programs that fill in forms are told by how they do it."""

import re
import secrets

from django import forms
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.forms import BaseForm, FormBuilder

TRAP, TOKEN = "h_website", "h_token"
# Nobody reads and answers a form faster; a page may wait in a cache or in an open tab for long.
FASTEST_SECONDS = 2
LONGEST_SECONDS = 60 * 60 * 24 * 60
TOO_FAST = _("That was very quick. Please look through what you wrote and send it again.")
TOO_OLD = _("This page was open for so long that it could not be sent. Nothing is lost: please send it again.")
PHONE = re.compile(r"^[+()\d][\d\s()/.-]{3,}$")

_signer = TimestampSigner(salt="himmeli.pages.forms")


def make_token(page) -> str:
    """Says when the form of a page was shown. Many visitors get the same one while the page is cached."""
    return _signer.sign(f"{page.pk if page else 0}.{secrets.token_hex(4)}")


def check_token(token: str, page) -> None:
    """Raise SignatureExpired when it is too old, ValidationError when it is too new, BadSignature when it is none."""
    value = _signer.unsign(token, max_age=LONGEST_SECONDS)
    if value.partition(".")[0] != str(page.pk if page else 0):
        raise BadSignature("of another form")
    try:
        _signer.unsign(token, max_age=FASTEST_SECONDS)
    except SignatureExpired:
        return
    raise ValidationError(TOO_FAST, code="too_fast")


class VisitorForm(BaseForm):
    """The base of every form page's form. `is_trapped` tells, after validation, that a program filled it in."""

    is_trapped = False

    def __init__(self, *args, **kwargs):
        page = kwargs.get("page")
        # A page may show several forms: each has ids of its own.
        kwargs.setdefault("auto_id", f"form-{page.pk or 0}-%s" if page else "form-%s")
        super().__init__(*args, **kwargs)
        trap = forms.CharField(
            label=_("Leave this empty"),
            required=False,
            widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
            template_name="pages/_form_trap.html",
        )
        token = forms.CharField(required=False, widget=forms.HiddenInput)
        if self.has_questions:
            self.fields.update({TRAP: trap, TOKEN: token})
            self.initial.setdefault(TOKEN, make_token(page))

    @property
    def has_questions(self) -> bool:
        return bool(set(self.fields) - {TRAP, TOKEN})

    def clean(self):
        data = super().clean()
        self.is_trapped = bool(data.pop(TRAP, ""))
        token = data.pop(TOKEN, "")
        if not self.is_trapped:
            self._check_token(token)
        return data

    def _check_token(self, token):
        """Says nothing of the time where an answer has to be mended first: then the form is sent again anyway."""
        has_other_faults = bool(self.errors)
        try:
            check_token(token, self.page)
        except BadSignature:
            self.data = self.data.copy()
            self.data[self.add_prefix(TOKEN)] = make_token(self.page)
            if not has_other_faults:
                raise ValidationError(TOO_OLD, code="too_old") from None
        except ValidationError:
            if not has_other_faults:
                raise

    @property
    def answers(self) -> dict:
        """What was asked and answered, without what is there to catch programs."""
        return {name: value for name, value in self.cleaned_data.items() if name not in {TRAP, TOKEN}}

    @property
    def sender_address(self) -> str:
        """The first e-mail address that the visitor gave, for answering."""
        for name, field in self.fields.items():
            if isinstance(field, forms.EmailField) and self.cleaned_data.get(name):
                return self.cleaned_data[name]
        return ""


class PhoneField(forms.RegexField):
    def __init__(self, **options):
        super().__init__(PHONE, max_length=40, **options)
        self.error_messages["invalid"] = _("Write a telephone number, such as 040 123 4567.")


def _input(kind, **attrs):
    return forms.TextInput(attrs={"type": kind, **attrs})


class VisitorFormBuilder(FormBuilder):
    """Makes the fields with the keyboard and the suggestions that a phone offers for each kind."""

    def get_form_class(self):
        return type("VisitorForm", (VisitorForm,), self.formfields)

    def create_multiline_field(self, field, options):
        return forms.CharField(max_length=10_000, widget=forms.Textarea(attrs={"rows": 6}), **options)

    def create_email_field(self, field, options):
        return forms.EmailField(widget=forms.EmailInput(attrs={"autocomplete": "email"}), **options)

    def create_phone_field(self, field, options):
        return PhoneField(widget=_input("tel", autocomplete="tel"), **options)

    def create_number_field(self, field, options):
        return forms.DecimalField(localize=True, widget=_input("text", inputmode="decimal"), **options)

    def create_date_field(self, field, options):
        return forms.DateField(widget=_input("date"), **options)
