"""Every address of the site with every method, and what each kind of person gets there."""

import re
import tomllib
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from django.db import transaction
from django.urls import URLResolver, get_resolver
from django.utils.translation import override

from himmeli.plugins.view_gate import APP_LABEL_ARGUMENTS
from himmeli.testing.routes import LANGUAGE, PARAMETER, SAMPLES, route_of

TABLE = Path(__file__).with_name("addresses.toml")
METHODS = ("get", "head", "options", "post", "put", "delete")
PEOPLE = ("anonymous", "member", "other", "coordinator", "administrator")
# What a person may get at most, as the table says it.
YES, SIGN_IN, NO, MISSING = "yes", "sign in", "no", "404"
MODEL_ARGUMENTS = {"model_name", "content_type_model_name"}
ANY_PAGE = r"((?:[\w\-]+/)*)"
# Outcomes that each of these allows. A form sent empty is answered, too; what was not found was looked for.
ALLOWED = {
    YES: {"answer", "missing", "method"},
    SIGN_IN: {"sign in", "refused", "missing", "method"},
    NO: {"refused", "missing", "method"},
    MISSING: {"missing", "method"},
}


@dataclass(frozen=True)
class Route:
    """One URL pattern. `is_ours` says that its view is written in this repository."""

    path: str
    is_ours: bool


@dataclass(frozen=True)
class Group:
    """A part of the table: addresses that are alike in who may do what."""

    title: str
    addresses: tuple[str, ...]
    may: dict[str, str]
    samples: dict[str, str] = field(default_factory=dict)
    # Outcomes beside those, with the reason in the table.
    also: tuple[str, ...] = ()

    def holds(self, route: Route) -> bool:
        return any(self.is_at(address, route) for address in self.addresses)

    def is_at(self, address: str, route: Route) -> bool:
        if address == route.path:
            return True
        if address.endswith("*"):
            # What we write ourselves is named one by one, so that a new one cannot slip in.
            return not route.is_ours and fnmatchcase(route.path, f"{_literal(address[:-1])}*")
        return False

    def may_get(self, person: str) -> str:
        return self.may.get(person, self.may["member"] if person == "other" else "")


def _literal(text):
    return re.sub(r"([\[?*])", r"[\1]", text)


class Table:
    @cached_property
    def groups(self) -> list[Group]:
        rows = tomllib.loads(TABLE.read_text(encoding="utf-8"))["group"]
        return [
            Group(
                row["title"],
                tuple(row["addresses"]),
                {person: row[person] for person in PEOPLE if person in row},
                row.get("samples", {}),
                tuple(row.get("also", ())),
            )
            for row in rows
        ]

    def group_of(self, route: Route) -> Group | None:
        return next((group for group in self.groups if group.holds(route)), None)


def all_routes() -> list[Route]:
    with override(LANGUAGE):
        found = {}
        for path, callback in _walk(get_resolver()):
            found.setdefault(path, Route(path, _is_ours(callback)))
    return [found[path] for path in sorted(found)]


def _walk(resolver, before="/"):
    for pattern in resolver.url_patterns:
        path = before + route_of(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, path)
        else:
            yield path, pattern.callback


def _is_ours(callback):
    view = getattr(callback, "view_class", callback)
    while hasattr(view, "__wrapped__"):
        view = view.__wrapped__
    module = view.__module__
    is_of_tests = module.startswith(("plugins.dummy", "plugins.broken"))
    return module.startswith(("himmeli.", "plugins.")) and not is_of_tests and not _is_of_snippet(view)


def _is_of_snippet(view):
    """Wagtail gives each model's list and form the same addresses, whoever writes the view."""
    return view.__module__.endswith(".viewsets")


def address_of(route: Route, samples: dict) -> str:
    """The route with values in it: objects that are there, where the table says which."""

    def value(match):
        name, kind = match["name"], match["kind"] or "str"
        if name in APP_LABEL_ARGUMENTS:
            return "pages"
        if name in MODEL_ARGUMENTS:
            return "contentpage"
        return str(samples.get(name, SAMPLES.get(kind, "sample")))

    filled = PARAMETER.sub(value, route.path)
    return filled.replace(".*", "sample").replace(ANY_PAGE, "").replace("\\", "")


def methods_for(person: str, route: Route, may: str) -> tuple[str, ...]:
    """Whoever may not is asked with every method; of library views a member, who gets no further than somebody
    without a sign-in, with those that are not answered as GET is. Whoever may is asked whether it breaks.
    """
    if may == YES:
        return ("get", "post")
    if person == "anonymous" or route.is_ours:
        return METHODS
    return ("get", "post", "put", "delete")


def ask(client, method: str, address: str) -> str:
    """What somebody gets there, in one word. What it changes is undone; who signs herself out is in again."""
    cookies = client.cookies.output()
    with transaction.atomic():
        response = getattr(client, method)(address)
        transaction.set_rollback(True)
    if client.cookies.output() != cookies:
        client.cookies.clear()
        client.cookies.load(client.kept)
    return outcome_of(response)


def outcome_of(response) -> str:
    status = response.status_code
    if status >= 500:
        return f"broken ({status})"
    if status in {301, 302, 303}:
        path = urlsplit(response["Location"]).path
        if path == "/admin/":
            # Where Wagtail sends whoever may not, with a word why.
            return "refused"
        return "sign in" if path.endswith(("/accounts/login/", "/admin/login/")) else "answer"
    return {401: "refused", 403: "refused", 404: "missing", 405: "method"}.get(status, "answer")
