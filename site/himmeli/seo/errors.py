"""What is shown when a page is not there, or when we have failed."""

import re

from django.http import HttpResponseNotFound, HttpResponseServerError
from django.shortcuts import render
from django.utils.translation import get_language

from himmeli.search.limits import is_too_often
from himmeli.search.results import best_of, find

from .alone import render_alone

SUGGESTIONS = 5
FILE = re.compile(r"\.[A-Za-z0-9]{1,5}\Z")


def page_not_found(request, exception=None):
    """The theme's page, with pages whose names are like the address asked for."""
    if FILE.search(request.path):
        # A picture or a script that is not there: nobody reads the page.
        return HttpResponseNotFound("404", content_type="text/plain")
    return render(
        request, "404.html", {"suggestions": _suggestions(request), "is_hidden_from_search": True}, status=404
    )


def server_error(request):
    return HttpResponseServerError(render_alone("500.html"))


def _suggestions(request):
    words = re.sub(r"[\W_]+", " ", request.path.strip("/").rpartition("/")[2])
    if not words.strip() or is_too_often(request):
        return []
    return best_of(find(words, get_language()), SUGGESTIONS)
