from .faults import metered_request
from .wagtail_gate import refuse_inactive


class PluginsMiddleware:
    """One gate for every route: what belongs to an inactive plugin is not found, for a superuser too."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with metered_request():
            return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        refuse_inactive(request, view, kwargs)
