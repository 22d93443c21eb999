"""Headers that Django has no setting for."""

# What no page of ours asks of a browser. Films in frames may still fill the screen.
REFUSED = (
    "accelerometer",
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
POLICY = ", ".join(f"{power}=()" for power in REFUSED)


class PermissionsPolicyMiddleware:
    """Tells browsers which of their powers no page of this site uses, nor any frame in it, so that nothing that was
    smuggled in can. A view that needs one sets the header itself.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", POLICY)
        return response
