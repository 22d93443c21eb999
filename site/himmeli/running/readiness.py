"""Whether this process can serve the site: what a load balancer asks every few seconds."""

import logging
import secrets

from django.core.cache import cache
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor

logger = logging.getLogger("himmeli.running")

OK, NO_ANSWER, PENDING = "ok", "no answer", "pending"
# The site is slower without its cache, and whole.
NEEDED = ("database", "migrations")

# The code of a process doesn't change: what is applied once stays so, unless an older backup is brought back, after
# which the site is started anew.
_known = {"applied": False}


def readiness() -> dict[str, str]:
    """{what was looked at: ok or what is wrong}. Says nothing of addresses, names or versions."""
    database = _database()
    return {
        "database": database,
        "migrations": _migrations() if database == OK else "unknown",
        "cache": _cache(),
    }


def is_ready(checks: dict[str, str]) -> bool:
    return all(checks[name] == OK for name in NEEDED)


def _database():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError) as error:
        logger.warning("the database does not answer: %s", str(error).strip())
        connection.close()
        return NO_ANSWER
    return OK


def _migrations():
    if not _known["applied"]:
        try:
            executor = MigrationExecutor(connection)
            _known["applied"] = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        except (DatabaseError, InterfaceError):
            return NO_ANSWER
    return OK if _known["applied"] else PENDING


def _cache():
    word = secrets.token_hex(8)
    try:
        cache.set(f"readiness:{word}", word, 10)
        return OK if cache.get(f"readiness:{word}") == word else NO_ANSWER
    except Exception as error:
        # Each kind of cache has errors of its own.
        logger.warning("the cache does not answer: %s", error)
        return NO_ANSWER
