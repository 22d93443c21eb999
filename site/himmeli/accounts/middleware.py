from django.conf import settings
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from .second_step import lacks_second_step

ADMIN = "/admin/"
# One must be able to sign out without it.
ALLOWED = ("/admin/login/", "/admin/logout/")


class SecondStepMiddleware:
    """Whoever must have a second step and has none comes no further into the site's management than to setting it up.

    Asked at every request, so that a rule made stricter holds at once, for those who are signed in, too.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if _is_asked(request) and lacks_second_step(request.user):
            return self._to_setting_up(request)
        return self.get_response(request)

    def _to_setting_up(self, request):
        if request.method in {"GET", "HEAD"}:
            return redirect(f"{reverse('mfa_index')}?{urlencode({'next': request.get_full_path()})}")
        return render(request, "accounts/second_step_missing.html", status=403)


def _is_asked(request):
    is_admin = request.path_info.startswith(ADMIN) and not request.path_info.startswith(ALLOWED)
    return is_admin and settings.SESSION_COOKIE_NAME in request.COOKIES
