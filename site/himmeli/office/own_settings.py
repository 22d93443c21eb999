"""What somebody who works in the admin can set for herself: who she is, her language, what she is told of."""

from django import forms
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.localization import get_available_admin_languages, get_available_admin_time_zones
from wagtail.admin.views import account
from wagtail.images.widgets import AdminImageChooser


class PersonForm(forms.ModelForm):
    class Meta:
        model = get_user_model()
        fields = ["display_name", "portrait"]
        widgets = {"portrait": AdminImageChooser}


class LanguageForm(forms.ModelForm):
    language = forms.ChoiceField(label=_("Language"), choices=get_available_admin_languages)
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=lambda: [(name, name) for name in get_available_admin_time_zones()]
    )

    class Meta:
        model = get_user_model()
        fields = ["language", "time_zone"]


class PersonPanel(account.BaseSettingsPanel):
    name = "person"
    title = _("You")
    order = 100
    form_class = PersonForm


class LanguagePanel(account.BaseSettingsPanel):
    name = "language"
    title = _("Language")
    order = 200
    form_class = LanguageForm


class OwnSettingsView(account.AccountView):
    """Wagtail's page of one's own settings, for people with one name and one sign-in."""

    page_title = _("Your settings")

    def get_panels(self):
        request, user = self.request, self.request.user
        # The object that follows the person's language, not another of the same row.
        profile = user.wagtail_userprofile
        kinds = [PersonPanel, LanguagePanel, account.NotificationsSettingsPanel, account.ThemeSettingsPanel]
        panels = [kind(request, user, profile) for kind in kinds]
        return [panel for panel in panels if panel.is_active()]

    def get_menu_items(self):
        return [
            {"url": reverse("account_change_password"), "label": _("Change your password"), "help_text": ""},
            {"url": reverse("account_email"), "label": _("Change your e-mail address"), "help_text": ""},
            {"url": reverse("mfa_index"), "label": _("Passkeys and second step"), "help_text": ""},
            {"url": reverse("usersessions_list"), "label": _("Where you are signed in"), "help_text": ""},
        ]
