"""A theme's template that raises: the log and the Appearance page name it, the page is shown with the one below."""

import logging
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from django.db import DatabaseError, transaction

from .models import ThemeFault

logger = logging.getLogger("himmeli.themes")


def note_theme_fault(origin, error: Exception) -> None:
    """Log it and keep it for the admin. Each fault once a process, until its file changes."""
    _note(origin.theme, origin.template_name, f"{type(error).__name__}: {error}", changed_at(origin.name))


@lru_cache(maxsize=256)
def _note(theme, template, reason, changed):
    logger.error("Theme %s: the template %s is left out: %s", theme, template, reason)
    with suppress(DatabaseError), transaction.atomic():
        ThemeFault.objects.update_or_create(
            theme=theme, template=template[:255], defaults={"reason": reason, "changed_at": changed}
        )


def faults_of(theme) -> list[ThemeFault]:
    """What is still wrong with a theme: faults of templates that were changed or removed since are over."""
    folder = theme.folder / "templates"
    rows = ThemeFault.objects.filter(theme=theme.name)
    return [row for row in rows if row.changed_at == changed_at(folder / row.template)]


def changed_at(path) -> int:
    try:
        return Path(path).stat().st_mtime_ns
    except OSError:
        return -1


def forget_noted() -> None:
    _note.cache_clear()
