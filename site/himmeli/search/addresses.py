from django.urls import path
from django.utils.functional import lazy
from django.utils.translation import get_language

from . import views

# Not from a translation file: links to a search must not break when somebody words a translation anew.
ADDRESSES = {"fi": "haku/", "sv": "sok/"}


def _address():
    return ADDRESSES.get(get_language(), "search/")


address = lazy(_address, str)()

urlpatterns = [
    path(address, views.search, name="search"),
    path("suggest/", views.suggest, name="search_suggest"),
]
