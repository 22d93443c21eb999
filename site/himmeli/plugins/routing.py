"""Public and API addresses of plugins behind one gate: one that is off has none, though `reverse()` still works."""

from importlib import import_module
from importlib.util import find_spec

from django.urls import URLResolver
from django.urls.resolvers import RoutePattern
from django.utils.text import format_lazy

from .activation import is_active
from .ownership import installed_plugins


class GatedPattern(RoutePattern):
    """A prefix that matches only while its plugin is active."""

    def __init__(self, route, plugin):
        super().__init__(route, is_endpoint=False)
        self.plugin = plugin

    def match(self, path):
        return super().match(path) if is_active(self.plugin) else None


def plugin_patterns() -> list[URLResolver]:
    """The `urls` of every installed plugin under its translated `url_prefix`, in its own namespace."""
    patterns = []
    for label, config in installed_plugins().items():
        if config.url_prefix and find_spec(f"{config.name}.urls"):
            patterns.append(_resolver(format_lazy("{}/", config.url_prefix), label, f"{config.name}.urls"))
    return patterns


def plugin_api_patterns() -> list[URLResolver]:
    """The `api_urlpatterns` of plugins' `urls`, under api/<label>/ without a language."""
    patterns = []
    for label, config in installed_plugins().items():
        if find_spec(f"{config.name}.urls"):
            endpoints = getattr(import_module(f"{config.name}.urls"), "api_urlpatterns", None)
            if endpoints:
                patterns.append(_resolver(f"{label}/", label, endpoints, namespace=f"{label}_api"))
    return patterns


def _resolver(route, label, urlconf, namespace=None):
    namespace = namespace or label
    return URLResolver(GatedPattern(route, label), urlconf, app_name=namespace, namespace=namespace)
