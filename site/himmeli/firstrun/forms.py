from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from himmeli.kits.descriptions import describe_kits
from himmeli.plugins.activation import missing_tables
from himmeli.plugins.ownership import plan
from himmeli.plugins.presentation import summary_of, title_of
from himmeli.themes.theme import find_themes

EMPTY = "-"


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("Three groups of four, such as K7PM-2XQD-9HTW. Small letters will do."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class SiteForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the cooperative"),
        max_length=120,
        help_text=_("It stands at the top of every page. You can change it later."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    language = forms.ChoiceField(
        label=_("Language of the site"),
        help_text=_("The first one. You can translate pages into the others later."),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, answers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [(code, name) for code, name in settings.WAGTAIL_CONTENT_LANGUAGES]
        spoken = {code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES}
        chosen = get_language() if get_language() in spoken else settings.LANGUAGE_CODE
        self.fields["language"].initial = chosen


def _password_rules():
    rules = format_html_join("", "<li>{}</li>", ((rule,) for rule in password_validators_help_texts()))
    return format_html("<ul>{}</ul>", rules)


class AdministratorForm(forms.Form):
    person = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("You sign in with it. Visitors don’t see it. What they send by forms comes to it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=1000,
        help_text=lazy(_password_rules, str)(),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password_again = forms.CharField(
        label=_("Password again"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, answers, **kwargs):
        super().__init__(*args, **kwargs)
        self.kept_hash = answers.get("password_hash", "")
        if self.kept_hash:
            for name in ("password", "password_again"):
                self.fields[name].required = False
            self.fields["password"].help_text = _("You have chosen one. Leave both empty to keep it.")

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if get_user_model().objects.filter(email__iexact=email).exists():
            raise ValidationError(_("Somebody already signs in with this address."), code="duplicate")
        return email

    def clean(self):
        data = super().clean()
        password = data.get("password")
        if password:
            person = get_user_model()(email=data.get("email", ""), display_name=data.get("person", ""))
            try:
                validate_password(password, person)
            except ValidationError as error:
                self.add_error("password", error)
        if "password_again" in data and data.get("password", "") != data["password_again"]:
            self.add_error("password_again", _("The two are not the same. Type the password again."))
        return data

    @property
    def answers(self):
        """What is kept: the password as its hash only."""
        data = self.cleaned_data
        password_hash = make_password(data["password"]) if data["password"] else self.kept_hash
        return {"person": data["person"], "email": data["email"], "password_hash": password_hash}


class KitForm(forms.Form):
    kit = forms.ChoiceField(label=_("What to start from"), widget=forms.RadioSelect)

    def __init__(self, *args, answers, **kwargs):
        super().__init__(*args, **kwargs)
        self.kits = describe_kits()
        self.fields["kit"].choices = [*((kit.name, kit.title) for kit in self.kits), (EMPTY, _("An empty site"))]
        self.fields["kit"].initial = self.kits[0].name if self.kits else EMPTY

    def cards(self):
        languages = dict(settings.LANGUAGES)
        for kit in self.kits:
            note = ", ".join(str(languages.get(code, code)) for code in kit.languages)
            picture = ("kit", kit.name) if kit.picture else None
            yield kit.name, kit.title, kit.summary, note, picture
        text = gettext("One front page with nothing on it, and ready patterns to build others from.")
        yield EMPTY, gettext("An empty site"), text, "", None


class PluginsForm(forms.Form):
    plugins = forms.MultipleChoiceField(label=_("Plugins"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, answers, **kwargs):
        super().__init__(*args, **kwargs)
        labels = sorted(plugins_to_choose(), key=lambda label: title_of(label).casefold())
        self.fields["plugins"].choices = [(label, title_of(label)) for label in labels]
        self.fields["plugins"].initial = [label for label in plugins_of_kit(answers) if label in labels]

    def cards(self):
        for label, title in self.fields["plugins"].choices:
            yield label, title, summary_of(label), "", None


class ThemeForm(forms.Form):
    theme = forms.ChoiceField(label=_("Theme"), widget=forms.RadioSelect)

    def __init__(self, *args, answers, **kwargs):
        super().__init__(*args, **kwargs)
        self.themes = find_themes()[0]
        self.fields["theme"].choices = [(name, theme.title) for name, theme in self.themes.items()]
        of_kit = next((kit.theme for kit in describe_kits() if kit.name == answers.get("kit")), "")
        wanted = of_kit if of_kit in self.themes else settings.HIMMELI_DEFAULT_THEME
        self.fields["theme"].initial = wanted if wanted in self.themes else next(iter(self.themes), "")

    def cards(self):
        for name, theme in self.themes.items():
            yield name, theme.title, theme.summary, "", ("theme", name) if theme.screenshot else None


def plugins_to_choose() -> list[str]:
    """Those that work and have their tables."""
    return [label for label in plan().installed if not missing_tables(label)]


def plugins_of_kit(answers) -> tuple[str, ...]:
    return next((kit.plugins for kit in describe_kits() if kit.name == answers.get("kit")), ())
