from django.conf import settings
from django.core.cache import cache

MOST_SEARCHES = 40
SECONDS = 20


def is_too_often(request) -> bool:
    """Whether this visitor has searched more often than a person can."""
    key = f"searches:{visitor_address(request)}"
    if cache.add(key, 1, SECONDS):
        return False
    try:
        return cache.incr(key) > MOST_SEARCHES
    except ValueError:
        # It ran out between the two questions.
        return False


def visitor_address(request) -> str:
    """Where a request came from, as limits count it."""
    if settings.SECURE_PROXY_SSL_HEADER:
        # Behind our own proxy, which puts the visitor's address last.
        return request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() or request.META["REMOTE_ADDR"]
    return request.META.get("REMOTE_ADDR", "")
