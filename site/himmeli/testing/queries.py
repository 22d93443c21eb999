from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext


def assert_queries_do_not_grow(*, look: Callable, add: Callable) -> None:
    """Look, add more rows, and look again: the second look may not ask the database more often.

    The first look is not counted, it fills caches.
    """
    look()
    with CaptureQueriesContext(connection) as before:
        look()
    add()
    look()
    with CaptureQueriesContext(connection) as after:
        look()
    more = [query["sql"] for query in after.captured_queries[len(before) :]]
    assert len(after) <= len(before), f"{len(before)} queries became {len(after)}:\n" + "\n".join(more)
