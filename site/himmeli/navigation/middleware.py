from copy import copy

from django.core.exceptions import DisallowedHost
from wagtail.models import Site

from himmeli.stamps.services import remember


class SiteMiddleware:
    """Gives each request its site, where Wagtail looks for it, without asking the database each time."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        try:
            host = request.get_host(), request.get_port()
        except DisallowedHost:
            return self.get_response(request)
        site = remember("content", ("site", host), lambda: Site.find_for_request(request))
        # A copy: what a request finds out of the root page is its own.
        request._wagtail_site = copy(site)
        if site is not None:
            request._wagtail_site.root_page = copy(site.root_page)
        return self.get_response(request)
