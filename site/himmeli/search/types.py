"""What can be searched. The core offers its pages; a plugin offers what it has, and it is absent while that is off."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet

from himmeli.plugins.ownership import owner_of
from himmeli.plugins.registry import Registry

from .text import text_of


@dataclass(frozen=True)
class SearchType:
    """One kind of result.

    `queryset(language)` gives what visitors may see in that language; its model is indexed (`index.Indexed`). Pages
    among them are named in `page_types` (as "blog.BlogPost"), so that they are not found twice. `template` shows one
    result from `result` (a `himmeli.search.results.Result`).
    """

    name: str
    label: str
    queryset: Callable[[str], QuerySet]
    page_types: tuple[str, ...] = ()
    template: str = "search/_result.html"
    icon: str = "file-text"
    title_field: str = "title"
    text: Callable[[object], str] = text_of


search_types: Registry[SearchType] = Registry("search types")


def offer_search_type(search_type: SearchType, *, order: int = 0) -> SearchType:
    """Make a kind searchable. Whose it is, is told by its queryset function."""
    return search_types.register(search_type.name, search_type, order=order, plugin=owner_of(search_type.queryset))
