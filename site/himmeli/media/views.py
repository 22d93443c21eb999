import posixpath

from django.conf import settings
from django.http import Http404
from django.views.static import serve
from wagtail.documents.views.serve import serve as serve_wagtail_document

# Nothing inside the file may run or load anything, and it belongs to no site.
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
# Documents are given out by serve_document alone, which asks who may have them.
NOT_SERVED = ("documents/",)


def serve_media(request, path):
    """A picture, or another file that anybody may see."""
    if posixpath.normpath(path).lstrip("/").startswith(NOT_SERVED):
        raise Http404
    return _sandboxed(serve(request, path, settings.MEDIA_ROOT))


def serve_document(request, document_id, document_filename):
    """A document as something to save: never shown, run or guessed at by the browser."""
    return _sandboxed(serve_wagtail_document(request, document_id, document_filename))


def _sandboxed(response):
    if response.status_code in (200, 304):
        response["Content-Security-Policy"] = SANDBOX
        response["X-Content-Type-Options"] = "nosniff"
    return response
