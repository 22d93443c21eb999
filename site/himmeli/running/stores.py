"""The database and the caches, as the environment names them."""

import os

import dj_database_url


def databases(var_dir) -> dict:
    """A connection is kept between requests, and looked at before it is used again: the server may have restarted."""
    url = os.environ.get("DATABASE_URL") or f"sqlite:///{var_dir / 'himmeli.sqlite3'}"
    default = dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True)
    if default["ENGINE"].endswith("postgresql"):
        default.setdefault("OPTIONS", {}).setdefault("connect_timeout", 10)
    if default["ENGINE"].endswith("sqlite3"):
        default["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;",
        }
    return {"default": default}


def caches() -> dict:
    if os.environ.get("REDIS_URL"):
        shared = {
            "BACKEND": "himmeli.running.redis_cache.SteadyRedisCache",
            "LOCATION": os.environ["REDIS_URL"],
            "OPTIONS": {"socket_timeout": 2, "socket_connect_timeout": 2},
        }
        return {"default": shared, "pages": shared}
    memory = "django.core.cache.backends.locmem.LocMemCache"
    return {
        "default": {"BACKEND": memory, "OPTIONS": {"MAX_ENTRIES": 2000}},
        # Whole pages, apart from the rest: a crawler that walks through them pushes nothing else out.
        "pages": {"BACKEND": memory, "LOCATION": "pages", "OPTIONS": {"MAX_ENTRIES": 1500}},
    }
