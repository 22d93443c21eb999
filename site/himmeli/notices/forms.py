from datetime import time

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .choices import times_of, ways_of
from .kinds import ByEmail, kinds_for
from .models import NoticeText
from .services import choose_times, choose_ways, save_text
from .words import FIELDS, has_stray_bracket, original_words, unknown_placeholders


def _hours(*, first=0, last=23):
    return [(f"{hour:02}:00", f"{hour}.00") for hour in range(first, last + 1)]


class HourField(forms.TypedChoiceField):
    """A full hour of the day."""

    def __init__(self, **kwargs):
        super().__init__(choices=_hours(), coerce=time.fromisoformat, **kwargs)

    def prepare_value(self, value):
        return f"{value:%H:%M}" if isinstance(value, time) else value


class ChoicesForm(forms.Form):
    """How one person wants to be told of each kind of thing, and when."""

    has_quiet_hours = forms.BooleanField(
        label=_("No e-mails at night"),
        required=False,
        help_text=_("What happens at night is sent in the morning. Tickets and receipts come at once all the same."),
    )
    quiet_from = HourField(label=_("Quiet from"))
    quiet_until = HourField(label=_("Quiet until"))
    summary_at = HourField(label=_("Summaries come at"), help_text=_("The weekly one comes on Mondays."))

    def __init__(self, user, data=None):
        self.user, self.kinds = user, kinds_for(user)
        times, ways = times_of([user.pk])[user.pk], ways_of(self.kinds, [user.pk])
        names = ("has_quiet_hours", "quiet_from", "quiet_until", "summary_at")
        super().__init__(data, initial={name: getattr(times, name) for name in names})
        for number, kind in enumerate(self.kinds):
            way = ways[user.pk, kind.name]
            self.fields[f"site-{kind.name}"] = forms.BooleanField(
                label=_("In the site"), required=False, initial=way.in_site, disabled=not kind.may_be_off
            )
            self.fields[f"email-{kind.name}"] = forms.ChoiceField(
                label=_("By e-mail"), choices=ByEmail.choices, initial=way.by_email, disabled=not kind.may_be_off
            )
            # Several fields of one name on a page: what they are about is read out with each.
            for field in (f"site-{kind.name}", f"email-{kind.name}"):
                self.fields[field].widget.attrs["aria-describedby"] = f"kind-{number}"

    def groups(self):
        """[(name of the group, [(number, kind, field for the site, field for e-mail)])]."""
        found = {}
        for number, kind in enumerate(self.kinds):
            line = (number, kind, self[f"site-{kind.name}"], self[f"email-{kind.name}"])
            found.setdefault(str(kind.group), []).append(line)
        return list(found.items())

    def clean(self):
        data = super().clean()
        if data.get("quiet_from") is not None and data.get("quiet_from") == data.get("quiet_until"):
            self.add_error("quiet_until", _("Choose another hour than the one at which the quiet begins."))
        return data

    def save(self):
        data = self.cleaned_data
        ways = {
            kind.name: (data[f"site-{kind.name}"], data[f"email-{kind.name}"]) for kind in self.kinds if kind.may_be_off
        }
        if ways:
            choose_ways(self.user, ways)
        choose_times(
            self.user, **{name: data[name] for name in ("has_quiet_hours", "quiet_from", "quiet_until", "summary_at")}
        )


class TextForm(forms.ModelForm):
    """The words of a kind in one language, as they are now. What equals the original is not kept as one's own."""

    class Meta:
        model = NoticeText
        fields = list(FIELDS)
        widgets = {"opening": forms.Textarea(attrs={"rows": 5}), "closing": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "subject": _("Also the line in the list of notices on the site."),
            "opening": _("What the e-mail begins with. An empty line begins a new paragraph."),
            "closing": _("What stands after the button. May be left empty."),
        }

    def __init__(self, *args, kind, language, **kwargs):
        self.kind, self.language = kind, language
        self.originals = original_words(kind, language)
        super().__init__(*args, **kwargs)
        self.fields["subject"].required = self.fields["opening"].required = True
        for name in FIELDS:
            self.initial[name] = getattr(self.instance, name) or getattr(self.originals, name)

    def clean(self):
        data = super().clean()
        for name in FIELDS:
            self._check(name, data.get(name, ""))
        return data

    def _check(self, name, text):
        unknown = unknown_placeholders(text, self.kind)
        if unknown:
            known = ", ".join(f"{{{one.name}}}" for one in self.kind.all_placeholders)
            words = {"unknown": ", ".join(unknown), "known": known}
            self.add_error(name, ValidationError(_("%(unknown)s is not known here. You may use: %(known)s") % words))
        elif has_stray_bracket(text):
            self.add_error(name, ValidationError(_("A curly bracket stands alone. Write them in pairs: {name}")))

    def own_texts(self) -> dict:
        """What differs from the originals."""
        data = {
            name: " ".join(self.cleaned_data[name].split()) if name == "subject" else self._text(name)
            for name in FIELDS
        }
        return {name: "" if text == getattr(self.originals, name) else text for name, text in data.items()}

    def save(self, commit=True):
        return save_text(kind=self.kind, language=self.language, **self.own_texts())

    def _text(self, name):
        return self.cleaned_data[name].replace("\r\n", "\n").strip()
