from django.urls import path
from django.utils.functional import lazy
from django.utils.translation import get_language

from . import views

# Not from a translation file: links to a search must not break when somebody words a translation anew.
ADDRESSES = {"fi": "haku/", "sv": "sok/"}


def _address():
    return ADDRESSES.get(get_language(), "search/")


def _suggest_address():
    return f"{_address()}suggest/"


address, suggest_address = lazy(_address, str)(), lazy(_suggest_address, str)()

urlpatterns = [
    path(address, views.search, name="search"),
    path(suggest_address, views.suggest, name="search_suggest"),
]
