"""Searching: from what was typed to results that can be shown."""

from dataclasses import dataclass, field

from django.core.paginator import Paginator
from django.utils.functional import cached_property

from himmeli.plugins.faults import guarded

from .index_tables import ranked_ids
from .text import WORD, excerpt, marked, text_of
from .types import SearchType, search_types
from .words import Word, folded, words_of

PER_PAGE = 10
PER_GROUP = 4


@dataclass(frozen=True)
class Result:
    """One thing found."""

    thing: object
    title: str
    url: str
    excerpt: str
    kind: SearchType


@dataclass
class Group:
    """What was found of one kind: the ids of all, best first; the things themselves only for those shown."""

    kind: SearchType
    plugin: str | None
    ids: list
    words: list[Word]
    language: str
    # {id: how well its title fits, 0 best}
    levels: dict

    @property
    def best_level(self) -> int:
        return self.levels[self.ids[0]]

    @property
    def count(self) -> int:
        return len(self.ids)

    @cached_property
    def top(self) -> list[Result]:
        return self.results(self.ids[:PER_GROUP])

    def results(self, ids) -> list[Result]:
        """Those results, in that order; one query a type of thing."""
        with guarded(self.plugin, f"search type {self.kind.name}"):
            things = self.kind.queryset(self.language).filter(pk__in=ids)
            if hasattr(things, "specific"):
                things = things.specific()
            found = {thing.pk: self._result(thing) for thing in things}
            return [found[pk] for pk in ids if pk in found]
        return []

    def _result(self, thing):
        title = str(getattr(thing, self.kind.title_field))
        url = thing.get_url() if hasattr(thing, "get_url") else thing.get_absolute_url()
        text = excerpt((self.kind.text or text_of)(thing), self.words)
        return Result(thing, marked(title, self.words), url or "", marked(text, self.words), self.kind)


@dataclass
class Search:
    """A whole search. `groups` are the kinds in which something was found."""

    query: str
    words: list[Word] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(group.count for group in self.groups)

    def group(self, kind: str) -> Group | None:
        return next((group for group in self.groups if group.kind.name == kind), None)


def find(query: str, language: str) -> Search:
    """Look in everything that active plugins and the core offer; one index query and one of the database a kind."""
    words = words_of(query, language)
    groups = [_group(entry, words, language) for entry in search_types.active()] if words else []
    found = [group for group in groups if group is not None and group.ids]
    return Search(query.strip(), words, sorted(found, key=lambda group: group.best_level))


def best_of(search: Search, number: int) -> list[Result]:
    """The best results of all kinds together."""
    results = [(group.levels[result.thing.pk], result) for group in search.groups for result in group.top]
    return [result for _, result in sorted(results, key=lambda pair: pair[0])[:number]]


def page_of(group: Group, number) -> Paginator:
    """One page of a group's results."""
    page = Paginator(group.ids, PER_PAGE).get_page(number)
    page.results = group.results(list(page.object_list))
    return page


def _group(entry, words, language):
    with guarded(entry.plugin, f"search type {entry.name}"):
        kind = entry.value
        things = kind.queryset(language)
        ids = ranked_ids(things.model, words)
        titles = dict(things.filter(pk__in=ids).order_by().values_list("pk", kind.title_field))
        places = {str(pk): pk for pk in titles}
        visible = [places[pk] for pk in ids if pk in places]
        levels = {pk: _title_level(titles[pk], words) for pk in visible}
        visible.sort(key=levels.get)
        return Group(kind, entry.plugin, visible, words, language, levels)
    return None


def _title_level(title, words):
    """0: the words stand in the title as typed; 1: other forms of them do; 2: some do; 3: the text has them only."""
    written = [folded(match) for match in WORD.findall(str(title))]
    if all(word.folded in written for word in words):
        return 0
    known = [any(part.startswith(word.folded_beginnings) for part in written) for word in words]
    return 1 if all(known) else 2 if any(known) else 3
