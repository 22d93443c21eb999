from django.urls import path
from django.utils.functional import lazy
from django.utils.translation import get_language

from .views import public

# Not from a translation file: links in e-mails must not break when somebody words a translation anew.
MINE = {"fi": "omat/ilmoitukset", "sv": "mina/meddelanden", "en": "my/notices"}
WORDS = {
    "choices": {"fi": "valinnat", "sv": "val", "en": "choices"},
    "all": {"fi": "kaikki-luettu", "sv": "alla-lasta", "en": "all-read"},
    "mark": {"fi": "merkitse", "sv": "markera", "en": "mark"},
    "stop": {"fi": "lopeta", "sv": "avsluta", "en": "stop"},
}


def _address(word="", before="", after=""):
    """A route in the language in use; languages that have no words of their own use the English ones."""
    language = get_language()
    parts = [
        MINE.get(language, MINE["en"]),
        before,
        WORDS[word].get(language, WORDS[word]["en"]) if word else "",
        after,
    ]
    return "".join(f"{part}/" for part in parts if part)


address = lazy(_address, str)

app_name = "notices"
urlpatterns = [
    path(address(), public.notices, name="list"),
    path(address("all"), public.all_read, name="all_read"),
    path(address("choices"), public.choices, name="choices"),
    path(address("stop", after="<str:token>"), public.stop, name="stop"),
    path(address(before="<int:pk>"), public.open_notice, name="open"),
    path(address("mark", before="<int:pk>"), public.mark, name="mark"),
]
