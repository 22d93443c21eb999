"""Every address of the site, with sample values in it, and whose it is."""

import re
from collections.abc import Iterator

from django.apps import apps
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.urls.exceptions import Resolver404
from django.urls.resolvers import LocalePrefixPattern, RoutePattern
from django.utils.translation import override

from himmeli.plugins.view_gate import APP_LABEL_ARGUMENTS, owner_of_view

SAMPLES = {
    "int": "1",
    "slug": "sample",
    "str": "sample",
    "path": "sample",
    "uuid": "11111111-1111-4111-8111-111111111111",
}
PARAMETER = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
LANGUAGE = "fi"


def addresses_of(plugin: str) -> list[str]:
    """Every address that a plugin adds: public, API, admin views, and Wagtail's own views of its models.

    Ask while the plugin is on: one that is off has no public addresses to be found.
    """
    models = [model._meta.model_name for model in apps.all_models[plugin].values()]
    found = set()
    with override(LANGUAGE):
        for route in _routes(get_resolver()):
            for address in _filled(route, plugin, models):
                if _owner(address) == plugin:
                    found.add(address)
    return sorted(found)


def _routes(resolver, before="/") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        route = before + route_of(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern, route)
        elif isinstance(pattern, URLPattern):
            yield route


def route_of(pattern):
    if isinstance(pattern, LocalePrefixPattern):
        return f"{LANGUAGE}/"
    if isinstance(pattern, RoutePattern):
        return str(pattern)
    return _without_groups(str(pattern))


def _without_groups(regex):
    """A regular expression as a route, as far as the simple ones go that Wagtail still has."""
    text = regex.removeprefix("^").removesuffix("$").removesuffix(r"\Z")
    return re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<str:\1>", text)


def _filled(route, plugin, models):
    names = {match["name"] for match in PARAMETER.finditer(route)}
    if not names & set(APP_LABEL_ARGUMENTS):
        yield PARAMETER.sub(lambda match: SAMPLES.get(match["kind"] or "str", "sample"), route)
        return
    for model in models:

        def value(match, model=model):
            if match["name"] in APP_LABEL_ARGUMENTS:
                return plugin
            return model if "model" in match["name"] else SAMPLES.get(match["kind"] or "str", "sample")

        yield PARAMETER.sub(value, route)


def _owner(address):
    try:
        match = resolve(address)
    except Resolver404:
        return None
    request = RequestFactory().get(address)
    request.resolver_match = match
    return owner_of_view(request, match.func, match.kwargs)
