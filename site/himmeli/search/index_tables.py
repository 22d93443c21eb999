"""Asks the search index of the database in use. Words come from `words_of`: letters and digits, nothing else."""

from django.db import connection
from modelsearch.utils import get_descendants_content_types_pks
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from .words import Word

# More than anybody will read; the least fitting beyond it are not looked at.
MOST_HITS = 1500
TITLE_WEIGHT = 8.0


def ranked_ids(model, words: list[Word]) -> list[str]:
    """The ids of what holds all the words, best first."""
    backend = type(get_search_backend()).__name__
    if backend == "SQLiteSearchBackend":
        return _ask_sqlite(model, words)
    if backend == "PostgresSearchBackend":
        return _ask_postgresql(model, words)
    typed = " ".join(word.typed for word in words)
    return [str(found.pk) for found in get_search_backend().search(typed, model)[:MOST_HITS]]


def _ask_sqlite(model, words):
    table = IndexEntry._meta.db_table
    match = " AND ".join(f"({' OR '.join(f'{_quoted(part)}*' for part in word.beginnings)})" for word in words)
    return _ids(
        f"""SELECT entry.object_id FROM {table}_fts JOIN {table} entry ON entry.id = {table}_fts.rowid
            WHERE {table}_fts MATCH %s AND entry.content_type_id IN %s
            ORDER BY bm25({table}_fts, 0.0, 1.0, {TITLE_WEIGHT}), entry.id LIMIT {MOST_HITS}""",
        f"{{title body}} : ({match})",
        model,
    )


def _ask_postgresql(model, words):
    table = IndexEntry._meta.db_table
    match = " & ".join(f"({' | '.join(f'{_quoted_lexeme(part)}:*' for part in word.beginnings)})" for word in words)
    return _ids(
        f"""SELECT entry.object_id FROM {table} entry, to_tsquery('simple', %s) wanted
            WHERE (entry.title || entry.body) @@ wanted AND entry.content_type_id IN %s
            ORDER BY {TITLE_WEIGHT} * ts_rank(entry.title, wanted) + ts_rank(entry.body, wanted) DESC, entry.id
            LIMIT {MOST_HITS}""",
        match,
        model,
    )


def _quoted(word):
    return f'"{word}"'


def _quoted_lexeme(word):
    return f"'{word}'"


def _ids(sql, match, model):
    types = get_descendants_content_types_pks(model)
    places = ", ".join(["%s"] * len(types))
    with connection.cursor() as cursor:
        cursor.execute(sql.replace("IN %s", f"IN ({places})"), [match, *types])
        return [row[0] for row in cursor.fetchall()]
