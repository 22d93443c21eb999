"""Whose view is it? Told for every address, so that one gate stands before all of them."""

from functools import lru_cache

from django.http import Http404

from .activation import is_active
from .ownership import owner_of, owner_of_label, owner_of_model

# Keyword arguments under which Wagtail's own admin addresses name an app.
APP_LABEL_ARGUMENTS = ("app_name", "app_label", "content_type_app_name", "content_type_app_label")


def refuse_inactive(plugin: str | None) -> None:
    """Raise Http404 when a view, or what its address names, belongs to a plugin that is off."""
    if not is_active(plugin):
        raise Http404


def owner_of_view(request, view, arguments) -> str | None:
    for name in APP_LABEL_ARGUMENTS:
        if name in arguments:
            label = owner_of_label(arguments[name])
            if label:
                return label
    match = request.resolver_match
    return _owner_of_callback(view) or _owner_of_namespaces(tuple(match.namespaces if match else ()))


@lru_cache(maxsize=4096)
def _owner_of_callback(view):
    while True:
        view_class = getattr(view, "view_class", None)
        model = getattr(view, "view_initkwargs", {}).get("model")
        for candidate in (view, view_class):
            label = owner_of(candidate) if candidate is not None else None
            if label:
                return label
        if isinstance(model, type) and hasattr(model, "_meta"):
            label = owner_of_model(model)
            if label:
                return label
        if not hasattr(view, "__wrapped__"):
            return None
        view = view.__wrapped__


@lru_cache(maxsize=1024)
def _owner_of_namespaces(namespaces):
    from wagtail.admin.viewsets import viewsets

    owned = ((viewset, owner_of(viewset)) for viewset in viewsets.viewsets)
    owners = {viewset.url_namespace: label for viewset, label in owned if label}
    for namespace in namespaces:
        label = owners.get(namespace) or owner_of_label(namespace.removesuffix("_api"))
        if label:
            return label
    return None
