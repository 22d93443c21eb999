"""My data. Under "my pages"."""

from django.urls import path
from django.utils.text import format_lazy
from django.utils.translation import pgettext_lazy

from .views import mine

MY_DATA = format_lazy("{}/{}/", pgettext_lazy("address", "my"), pgettext_lazy("address", "data"))

app_name = "privacy"
urlpatterns = [
    path(MY_DATA, mine.overview, name="mine"),
    path(format_lazy("{}{}/", MY_DATA, pgettext_lazy("address", "gather")), mine.gather, name="gather"),
    path(
        format_lazy("{}{}/<str:token>/", MY_DATA, pgettext_lazy("address", "download")), mine.download, name="download"
    ),
    path(format_lazy("{}{}/", MY_DATA, pgettext_lazy("address", "erase")), mine.erase, name="erase"),
    path(format_lazy("{}{}/<str:token>/", MY_DATA, pgettext_lazy("address", "erase")), mine.confirm, name="confirm"),
    path(format_lazy("{}{}/", MY_DATA, pgettext_lazy("address", "keep")), mine.keep, name="keep"),
]
