from django.urls import include, path
from django.utils.functional import lazy
from django.utils.translation import get_language

from .views import public

# Not from a translation file: a cooperative's own page of this address takes the place of ours, whatever happens to
# the words of the site.
ADDRESSES = {"fi": "tietosuoja/", "sv": "dataskydd/"}


def _address():
    return ADDRESSES.get(get_language(), "privacy/")


address = lazy(_address, str)()

urlpatterns = [
    path(address, public.privacy_page, name="privacy_page"),
    path("", include("himmeli.privacy.urls")),
]
