"""Forms that need no cookie: a visitor without a session has nothing that a forged request could misuse.

The reasons, and what still keeps the full check, are in docs/decisions/cookieless-forms.md.
"""

from contextvars import ContextVar

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.core.exceptions import PermissionDenied
from django.middleware.csrf import CsrfViewMiddleware, RejectRequest
from django.shortcuts import render
from django.utils.http import is_same_domain

REASON_CROSS_SITE = "The request came from another site."
# Views that make somebody signed in, or stand before what is not public: a token, always.
FULL_CHECK_MODULES = (
    "allauth.",
    "himmeli.accounts.",
    "django.contrib.auth.",
    "wagtail.admin.",
    "wagtail.users.",
    "wagtail_localize.",
)
FULL_CHECK_VIEWS = {"wagtail.views.authenticate_with_password"}

_request: ContextVar = ContextVar("request_of_forms", default=None)


def full_csrf_check(view):
    """Decorate a view that signs people in by its own means: its form always carries a token."""
    view.full_csrf_check = True
    return view


def has_session(request) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def request_of_forms():
    """The request under way, for `{% form_token %}` in templates that are not given it. None outside requests."""
    return _request.get()


class CookielessCsrfMiddleware(CsrfViewMiddleware):
    """Django's check, but what is sent without a session needs no token: it must come from this site instead."""

    def __call__(self, request):
        token = _request.set(request)
        try:
            return super().__call__(request)
        finally:
            _request.reset(token)

    def process_view(self, request, callback, callback_args, callback_kwargs):
        if request.method in {"GET", "HEAD", "OPTIONS", "TRACE"} or not self._needs_no_token(request, callback):
            return super().process_view(request, callback, callback_args, callback_kwargs)
        if getattr(request, "csrf_processing_done", False) or getattr(request, "_dont_enforce_csrf_checks", False):
            return super().process_view(request, callback, callback_args, callback_kwargs)
        if not self._is_from_here(request):
            return self._reject(request, REASON_CROSS_SITE)
        request.was_accepted_without_token = True
        return self._accept(request)

    def _needs_no_token(self, request, callback):
        return (
            not has_session(request)
            and "HTTP_AUTHORIZATION" not in request.META
            and not getattr(callback, "csrf_exempt", False)
            and not _keeps_full_check(callback)
        )

    def _is_from_here(self, request):
        """Every browser says where a form was sent from. What says nothing is no browser, and could say anything."""
        site = request.META.get("HTTP_SEC_FETCH_SITE")
        if site:
            return site == "same-origin"
        if "HTTP_ORIGIN" in request.META:
            return self._origin_verified(request)
        if request.META.get("HTTP_REFERER"):
            return self._referer_is_here(request)
        return True

    def _referer_is_here(self, request):
        if request.is_secure():
            try:
                self._check_referer(request)
            except RejectRequest:
                return False
            return True
        host = request.META["HTTP_REFERER"].partition("://")[2].partition("/")[0]
        return is_same_domain(host, request.get_host())


def _keeps_full_check(view):
    while view is not None:
        view_class = getattr(view, "view_class", None)
        for candidate in (view, view_class):
            module, name = getattr(candidate, "__module__", "") or "", getattr(candidate, "__qualname__", "")
            if getattr(candidate, "full_csrf_check", False) or f"{module}.{name}" in FULL_CHECK_VIEWS:
                return True
            if module.startswith(FULL_CHECK_MODULES):
                return True
        view = getattr(view, "__wrapped__", None)
    return False


def watch_sign_ins():
    user_logged_in.connect(_refuse_forged_sign_in, dispatch_uid="himmeli.caching.csrf")


def _refuse_forged_sign_in(sender, request=None, **kwargs):
    """A view that signs people in must check a token, or somebody could be signed in to another's account unaware."""
    if getattr(request, "was_accepted_without_token", False):
        request.session.flush()
        raise PermissionDenied("A view that signs people in must be decorated with full_csrf_check.")


def csrf_failure(request, reason=""):
    """What is shown instead of a form that was refused: in words, with the way on."""
    return render(request, "403_csrf.html", {"reason": reason}, status=403)
