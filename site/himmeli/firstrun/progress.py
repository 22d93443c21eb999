"""How far the making of the site is, for whoever asks in another process.

It is told in a file: the database shows nothing of a transaction before its end. The lock on the file beside it is
held by the thread that works, and let go by the system when that dies, however it dies.
"""

import fcntl
import json
import os
import re
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from himmeli.plugins.presentation import title_of

# The lines that loading a kit says, as they are shown.
LINES = {
    _("Languages and roles"),
    _("Pictures"),
    _("Patterns to start from"),
    _("Pages"),
    _("Menus"),
    _("Administrator"),
}
OF_PLUGIN = re.compile(r"(Plugin|Content of) (\w+)\Z")


class Progress:
    """The telling of one making. Use it as `say`."""

    def __init__(self, lock):
        self.lines: list[str] = []
        self._lock = lock
        self._write()

    def __call__(self, line: str) -> None:
        self.lines.append(line)
        self._write()

    def close(self) -> None:
        os.close(self._lock)

    def _write(self):
        path = _file("setup-progress.json")
        beside = path.with_suffix(".new")
        # A full disk is told by what is written next, not by this.
        with suppress(OSError):
            beside.write_text(json.dumps(self.lines), encoding="utf-8")
            os.replace(beside, path)


def begin() -> Progress | None:
    """The right to work, or None while somebody does."""
    lock = _try_lock()
    return None if lock is None else Progress(lock)


def is_somebody_working() -> bool:
    lock = _try_lock()
    if lock is None:
        return True
    os.close(lock)
    return False


def lines_so_far() -> list[str]:
    """In the language in use."""
    try:
        lines = json.loads(_file("setup-progress.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [_shown(line) for line in lines]


def _shown(line):
    match = OF_PLUGIN.match(line)
    if match is None:
        return gettext(line) if line in LINES else line
    words = gettext("Plugin: %(plugin)s") if match[1] == "Plugin" else gettext("Content: %(plugin)s")
    return words % {"plugin": title_of(match[2])}


def _try_lock():
    lock = os.open(_file("setup.lock"), os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        return None
    return lock


def _file(name):
    folder = Path(settings.VAR_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    return folder / name
