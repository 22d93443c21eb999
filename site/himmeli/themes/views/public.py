from django.http import HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags, quote_etag
from django.views.decorators.http import require_safe

from himmeli.themes.current import draft_look, live_look
from himmeli.themes.stylesheet import stylesheet

A_YEAR = 60 * 60 * 24 * 365
A_MINUTE = 60


@require_safe
def theme_stylesheet(request, name):
    """The stylesheet of that digest. A page kept from before gets today's, kept for a minute, rather than none."""
    sheet = stylesheet(live_look())
    is_exact, audience = sheet.digest == name, "public"
    if not is_exact:
        draft = draft_look(request)
        draft_sheet = draft and stylesheet(draft)
        if draft_sheet and draft_sheet.digest == name:
            sheet, is_exact, audience = draft_sheet, True, "private"
    response = _sheet_response(request, sheet)
    response["Cache-Control"] = (
        f"{audience}, max-age={A_YEAR}, immutable" if is_exact else f"{audience}, max-age={A_MINUTE}"
    )
    return response


def _sheet_response(request, sheet):
    body, encoding = _encoded(request, sheet)
    tag = quote_etag(f"{sheet.digest}-{encoding}" if encoding else sheet.digest)
    if tag in parse_etags(request.headers.get("If-None-Match", "")):
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(body, content_type="text/css; charset=utf-8")
        if encoding:
            response["Content-Encoding"] = encoding
    response["ETag"] = tag
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _encoded(request, sheet):
    accepted = {
        part.partition(";")[0].strip()
        for part in request.headers.get("Accept-Encoding", "").split(",")
        if "q=0" not in part.replace(" ", "").replace("q=0.", "")
    }
    if "br" in accepted:
        return sheet.brotli, "br"
    if "gzip" in accepted:
        return sheet.gzip, "gzip"
    return sheet.css, ""
