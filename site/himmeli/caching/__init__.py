"""The page cache of anonymous visitors, and forms that need no cookie."""

from .lifetime import do_not_store, expires

__all__ = ["do_not_store", "expires"]
