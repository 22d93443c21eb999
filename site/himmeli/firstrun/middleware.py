import logging
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language

from .need import is_needed

logger = logging.getLogger("himmeli.firstrun")

# What the set-up itself needs, and what machines ask to see whether the site is alive.
OPEN = ("/theme/", "/favicon", "/icon-", "/apple-touch-icon", "/site.webmanifest", "/healthz", "/readyz")
_said = set()


class FirstRunMiddleware:
    """Leads every address to the set-up while the site has no administrator."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not is_needed() or self._is_open(request.path_info):
            return self.get_response(request)
        _say_once()
        if request.path_info == "/robots.txt":
            response = HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")
        elif request.method in {"GET", "HEAD"}:
            response = HttpResponseRedirect(_address(request))
        else:
            response = HttpResponse("The site is being set up.", status=503, content_type="text/plain")
        response["Cache-Control"] = "no-store"
        return response

    def _is_open(self, path):
        return path.startswith((*OPEN, settings.STATIC_URL, f"/{get_language()}/setup/"))


def _address(request):
    """With the code of the link that the server printed, if this is that link."""
    code = request.GET.get("code", "")[:40] if request.path_info == "/setup/" else ""
    return f"{reverse('setup:begin')}?{urlencode({'code': code})}" if code else reverse("setup:begin")


def _say_once():
    """In the log of each process, for sites that another server than `manage.py serve` runs."""
    if not _said:
        _said.add(True)
        logger.warning("This site has no administrator yet: `manage.py setup` prints the code to set it up with.")
