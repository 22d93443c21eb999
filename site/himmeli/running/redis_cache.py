"""A Redis (or Valkey) that goes away makes the site slower, not broken."""

import logging
import time

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError as NoConnection
from redis.exceptions import TimeoutError as NoAnswer

logger = logging.getLogger("himmeli.running")

SECONDS_BETWEEN_COMPLAINTS = 60


class SteadyRedisCache(RedisCache):
    """Without its server: nothing is found, and nothing is kept."""

    _complained_at = float("-inf")

    def _try(self, name, instead, *args, **kwargs):
        try:
            return getattr(super(), name)(*args, **kwargs)
        except (NoConnection, NoAnswer) as error:
            if time.monotonic() - self._complained_at > SECONDS_BETWEEN_COMPLAINTS:
                type(self)._complained_at = time.monotonic()
                logger.warning("the cache does not answer, the site goes on without it: %s", error)
            return instead

    def add(self, *args, **kwargs):
        return self._try("add", True, *args, **kwargs)

    def get(self, key, default=None, version=None):
        return self._try("get", default, key, default, version)

    def set(self, *args, **kwargs):
        return self._try("set", None, *args, **kwargs)

    def touch(self, *args, **kwargs):
        return self._try("touch", False, *args, **kwargs)

    def delete(self, *args, **kwargs):
        return self._try("delete", False, *args, **kwargs)

    def get_many(self, *args, **kwargs):
        return self._try("get_many", {}, *args, **kwargs)

    def set_many(self, *args, **kwargs):
        return self._try("set_many", [], *args, **kwargs)

    def delete_many(self, *args, **kwargs):
        return self._try("delete_many", None, *args, **kwargs)

    def has_key(self, *args, **kwargs):
        return self._try("has_key", False, *args, **kwargs)

    def incr(self, key, delta=1, version=None):
        return self._try("incr", delta, key, delta, version)

    def clear(self):
        return self._try("clear", False)
