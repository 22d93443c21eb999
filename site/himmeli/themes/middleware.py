from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from .current import look_for, showing

BODY_END = b"</body>"


class ThemeMiddleware:
    """Opens the look of a request: templates, styles and pictures are looked up in it.

    What is shown in a draft is marked by a bar and is never kept by any cache.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        look = look_for(request)
        with showing(look):
            response = self.get_response(request)
        if look.is_preview:
            _mark(request, response)
        return response


def _mark(request, response):
    response["Cache-Control"] = "private, no-store"
    is_page = response.get("Content-Type", "").startswith("text/html")
    if not is_page or response.streaming or response.get("Content-Encoding"):
        return
    head, end, tail = response.content.rpartition(BODY_END)
    if end:
        response.content = head + _bar(request).encode() + end + tail
        if response.has_header("Content-Length"):
            response["Content-Length"] = str(len(response.content))


def _bar(request):
    links = "" if request.headers.get("Sec-Fetch-Dest") == "iframe" else _ways_back()
    return format_html(
        '<link rel="stylesheet" href="{}"><aside class="himmeli-preview-bar" aria-label="{}"><p>{}</p>{}</aside>',
        static("himmeli/appearance/bar.css"),
        _("Trying out"),
        _("Being tried out: visitors don’t see this look."),
        links,
    )


def _ways_back():
    links = [(reverse("appearance"), _("Back to Appearance")), (reverse("appearance_stop"), _("Stop trying out"))]
    return format_html_join(" ", '<a href="{}" target="_top">{}</a>', links)
