"""Headers that Django has no setting for."""

from django.conf import settings


class PermissionsPolicyMiddleware:
    """Tells browsers which of their powers no page of this site uses, nor any frame in it, so that nothing that was
    smuggled in can. A view that needs one sets the header itself.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.value = ", ".join(f"{power}=()" for power in settings.PERMISSIONS_REFUSED)

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", self.value)
        return response
