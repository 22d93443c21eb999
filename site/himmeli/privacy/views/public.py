from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language
from wagtail.views import serve


def privacy_page(request):
    """The cooperative's own page of this address; until it has one, the page that the site writes by itself."""
    try:
        return serve(request, request.path_info.removeprefix(f"/{get_language()}/"))
    except Http404:
        return render(request, "privacy/page.html")
