"""The outermost layer: names each request, writes its line, and answers those who ask whether the site lives.

Its answers come before everything else: no redirect to https, no maintenance break, no session, no cache.
"""

import logging
import time

from django.conf import settings
from django.http import HttpResponseNotAllowed, JsonResponse

from .readiness import is_ready, readiness
from .request_ids import HEADER, carrying, name_for

logger = logging.getLogger("himmeli.requests")


class RequestIdMiddleware:
    """Takes the name that a proxy gave the request, or gives one, and sends it back with the answer."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        name = name_for(request.headers.get(HEADER, ""))
        with carrying(name):
            began = time.monotonic()
            response = self.get_response(request)
            response[HEADER] = name
            if settings.LOG_REQUESTS:
                _write_line(request, response, time.monotonic() - began)
            return response


def _write_line(request, response, seconds):
    """No address of a person, and nothing that was typed: neither the query nor a form."""
    told = {"method": request.method, "path": request.path, "status": response.status_code}
    told["milliseconds"] = round(seconds * 1000)
    logger.info("%(method)s %(path)s %(status)s %(milliseconds)s ms", told, extra=told)


class ProbesMiddleware:
    """`/healthz`: this process answers. `/readyz`: it can serve the site."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.answers = {"/healthz": _alive, "/readyz": _ready}

    def __call__(self, request):
        answer = self.answers.get(request.path_info)
        if answer is None:
            return self.get_response(request)
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        response = answer()
        response["Cache-Control"] = "no-store"
        return response


def _alive():
    return JsonResponse({"alive": True})


def _ready():
    checks = readiness()
    ready = is_ready(checks)
    return JsonResponse({"ready": ready, "checks": checks}, status=200 if ready else 503)
