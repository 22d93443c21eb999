from .services import reading


class StampsMiddleware:
    """One reading of the stamps a request. Stands before everything that asks for plugins, theme or cached pages."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with reading():
            return self.get_response(request)
