"""Who is at it: the person whose request is under way."""

from contextvars import ContextVar

from wagtail.log_actions import get_active_log_context

_request: ContextVar = ContextVar("request_of_audit", default=None)


def current_actor():
    """The person signed in, or None: a visitor, a command, the clock."""
    request = _request.get()
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return user
    return get_active_log_context().user


class ActorMiddleware:
    """Remembers the request, so that services need not be told who calls them. Stands after the sign-in."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = _request.set(request)
        try:
            return self.get_response(request)
        finally:
            _request.reset(token)
