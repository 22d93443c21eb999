"""Where Health asks for the newest backup. Whatever makes backups says so here; the core itself makes none."""

from collections.abc import Callable
from datetime import datetime

from himmeli.plugins.registry import Registry

backup_sources: Registry[Callable] = Registry("backup sources")


def offer_backups(name: str, newest: Callable[[], datetime | None]) -> None:
    """Say when the newest good backup was made: `offer_backups("backup", newest)`. None: there is none yet.

    It is asked at each look at the Health page, so it must be quick.
    """
    backup_sources.register(name, newest)
