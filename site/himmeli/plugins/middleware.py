from django.middleware.locale import LocaleMiddleware
from django.utils.translation import get_language

from .costs import charge_rest, metered_request
from .faults import flush_pending, note_failed_view
from .ownership import owner_of_error
from .page_types import refuse_editing
from .view_gate import owner_of_view, refuse_inactive

# Addresses that have no language in front, known or not.
WITHOUT_LANGUAGE = ("/api/", "/admin/")


class PluginsMiddleware:
    """One gate for every route: what belongs to an inactive plugin is not found, for a superuser too."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        is_page_view = not request.path_info.startswith(WITHOUT_LANGUAGE)
        with metered_request(on_end=flush_pending, is_page_view=is_page_view):
            try:
                return self.get_response(request)
            except SystemExit as error:
                # Django lets it through, and the worker process would end with the request.
                plugin = owner_of_error(error)
                if plugin is None:
                    raise
                note_failed_view(plugin, request, error)
                raise RuntimeError(f"plugin {plugin} called sys.exit()") from error

    def process_view(self, request, view, args, kwargs):
        plugin = owner_of_view(request, view, kwargs)
        refuse_inactive(plugin)
        if plugin:
            charge_rest(plugin)
        return refuse_editing(request, kwargs)


class LanguageMiddleware(LocaleMiddleware):
    """As Django's, but an address that is known and answers 404 is not tried again behind a language prefix: what
    belongs to a plugin that is off says so at once."""

    def process_response(self, request, response):
        is_known = getattr(request, "resolver_match", None) is not None or request.path_info.startswith(
            WITHOUT_LANGUAGE
        )
        if response.status_code == 404 and is_known:
            response.headers.setdefault("Content-Language", get_language())
            return response
        return super().process_response(request, response)
