"""My pages."""

from django.urls import path
from django.utils.text import format_lazy
from django.utils.translation import pgettext_lazy

from .views import my_pages, sign_in

app_name = "accounts"
urlpatterns = [
    path("", my_pages.home, name="home"),
    path(format_lazy("{}/", pgettext_lazy("address", "profile")), my_pages.profile, name="profile"),
    path(format_lazy("{}/", pgettext_lazy("address", "settings")), my_pages.settings_list, name="settings"),
    path(format_lazy("{}/", pgettext_lazy("address", "waiting")), sign_in.waiting, name="waiting"),
]
