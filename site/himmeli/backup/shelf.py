"""The folder of archives: their names, which are good, which may go."""

import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from django.conf import settings

from .archive import Archive
from .exceptions import BackupError

NAME = re.compile(r"himmeli-(\d{8}T\d{6}Z)(?:-([a-z-]+))?(?:\.\d+)?\.zip")
DAILY = "daily"
# Made right before something was replaced. Each is wanted for a while, all of them never.
BEFORE = ("before-restore", "before-upgrade")
KEEP_BEFORE = 3
# What a writer that was killed leaves; none writes that long.
STALE_PART = timedelta(days=1)


@dataclass(frozen=True)
class Kept:
    path: Path
    made_at: datetime
    label: str

    @property
    def is_readable(self) -> bool:
        """Whether its list of contents is whole. Reading all of it takes long; that was done when it was made."""
        try:
            with Archive(self.path):
                return True
        except (BackupError, OSError, KeyError, ValueError):
            return False


def backup_folder() -> Path:
    return Path(settings.HIMMELI_BACKUP_DIR)


def new_path(folder: Path, label: str = "") -> Path:
    """A name that no archive in the folder has, nor one that is being written."""
    base = f"himmeli-{datetime.now(UTC):%Y%m%dT%H%M%SZ}{f'-{label}' if label else ''}"
    names = (f"{base}{f'.{number}' if number else ''}.zip" for number in count())
    return next(
        folder / name for name in names if not (folder / name).exists() and not (folder / f".{name}.part").exists()
    )


def archives(folder: Path | None = None) -> list[Kept]:
    """What lies in the folder, newest first. A folder that is not there holds nothing."""
    folder = Path(folder or backup_folder())
    try:
        paths = list(folder.iterdir())
    except OSError:
        return []
    found = [(path, NAME.fullmatch(path.name)) for path in paths]
    kept = [Kept(path, _moment(match[1]), match[2] or "") for path, match in found if match]
    return sorted(kept, key=lambda one: (one.made_at, one.path.name), reverse=True)


def last_good(folder: Path | None = None) -> Kept | None:
    """The newest archive that can be read, for whoever wants to know how old the last backup is."""
    return next((one for one in archives(folder) if one.is_readable), None)


def tidy(folder: Path | None = None) -> list[Path]:
    """Delete the daily archives that are neither among the last days' nor the last weeks', and old ones made before
    a restore or an upgrade. Archives made by hand stay, and so does the last good one, whatever its age.

    Returns what was deleted.
    """
    folder = Path(folder or backup_folder())
    kept = archives(folder)
    going = superfluous(kept, daily=settings.HIMMELI_BACKUP_DAILY, weekly=settings.HIMMELI_BACKUP_WEEKLY)
    if not any(one.is_readable for one in kept if one not in going):
        last = next((one for one in going if one.is_readable), None)
        going = [one for one in going if one is not last]
    for one in going:
        one.path.unlink(missing_ok=True)
    for part in folder.glob(".himmeli-*.part"):
        if time.time() - part.stat().st_mtime > STALE_PART.total_seconds():
            part.unlink(missing_ok=True)
    return [one.path for one in going]


def superfluous(kept: list[Kept], *, daily: int, weekly: int) -> list[Kept]:
    """Of archives, newest first: those past the last `daily` days and `weekly` weeks that have one."""
    of_days = [one for one in kept if one.label == DAILY]
    wanted = _newest_of_each(of_days, lambda one: one.made_at.date(), daily)
    wanted |= _newest_of_each(of_days, lambda one: one.made_at.isocalendar()[:2], weekly)
    going = [one for one in of_days if one.path not in wanted]
    for label in BEFORE:
        going += [one for one in kept if one.label == label][KEEP_BEFORE:]
    return going


def _newest_of_each(kept, period_of, number):
    newest = {}
    for one in kept:
        newest.setdefault(period_of(one), one.path)
    return set(list(newest.values())[:number])


def _moment(text):
    return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
