from .current import PREVIEW_SESSION_KEY, live_look, look_of, showing
from .models import Appearance


class ThemeMiddleware:
    """Opens the theme of a request: templates, styles and pictures are looked up in it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with showing(self._look(request)):
            return self.get_response(request)

    def _look(self, request):
        session = getattr(request, "session", None)
        if session is not None and request.COOKIES.get(_session_cookie()) and session.get(PREVIEW_SESSION_KEY):
            return look_of(Appearance.Kind.DRAFT)
        return live_look()


def _session_cookie():
    from django.conf import settings

    return settings.SESSION_COOKIE_NAME
