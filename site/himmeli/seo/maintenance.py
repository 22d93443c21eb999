"""The break for looking after the site: visitors are told to come back, coordinators get in.

Whether there is one is kept as a stamp, 0 while there is none: all stamps are read together at every request, so asking
costs nothing, and the page cache leaves its pages as the stamp changes.
"""

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse

from himmeli.audit.services import record
from himmeli.stamps.models import Stamp
from himmeli.stamps.services import bump, forget_reading, stamp

from .alone import render_alone

STAMP = "maintenance"
RETRY_AFTER = 300
OPEN = ("/admin/", "/theme/", "/static/", "/favicon", "/robots.txt")


def is_on() -> bool:
    return stamp(STAMP) != 0


@transaction.atomic
def switch(*, on: bool) -> bool:
    """Begin or end the break. Returns whether anything changed."""
    row = Stamp.objects.select_for_update().filter(pk=STAMP).first()
    if (row is not None and row.version != 0) == on:
        return False
    if on:
        bump(STAMP)
    else:
        Stamp.objects.filter(pk=STAMP).update(version=0)
        forget_reading()
    record("maintenance.began" if on else "maintenance.ended")
    return True


class MaintenanceMiddleware:
    """Stands after the sign-in: who may use the admin sees the site as it is."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not is_on() or self._may_pass(request):
            return self.get_response(request)
        response = HttpResponse(render_alone("maintenance.html"), status=503)
        response["Retry-After"], response["Cache-Control"] = str(RETRY_AFTER), "no-store"
        return response

    def _may_pass(self, request):
        path = request.path_info
        if path.startswith((*OPEN, settings.STATIC_URL)) or path[3:].startswith("/accounts/"):
            return True
        return request.user.is_authenticated and request.user.has_perm("wagtailadmin.access_admin")
