"""The entry in the settings of my pages."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from himmeli.accounts.settings_pages import offer_settings_page


def _address(user):
    return reverse("privacy:mine")


offer_settings_page(
    "privacy",
    _("Your data"),
    _("Get a copy of everything we keep of you, or have your account erased."),
    _address,
    icon="shield",
    order=100,
)
