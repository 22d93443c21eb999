"""Which plugins let the site start.

A half-populated app registry can't be mended in place, so each try is a fresh process (`probe`): set-up, and what a
site needs before its first request. When it fails, the plugin through whose folder the error's traceback passes is
left out, and those that require it, until it succeeds. The answer is kept until something changes that could change
it.
"""

import hashlib
import json
import logging
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from .discovery import ROOT, Found, discover
from .preflight import PROBED_WITHOUT, preflight

ANSWERS_KEPT = 6

logger = logging.getLogger("himmeli.plugins")


@dataclass(frozen=True)
class Reason:
    """Why a plugin is quarantined, in one line, and the traceback or an empty string."""

    line: str
    traceback: str = ""


@dataclass(frozen=True)
class Plan:
    installed: dict[str, Found]
    quarantined: dict[str, Reason]
    found: dict[str, Found]


def make_plan(var_dir: Path) -> Plan:
    """Decide which plugins to install. Raises SystemExit when set-up fails and no plugin is to blame.

    HIMMELI_EXCLUDE is the keeper's own list of plugins to leave out, by commas.
    """
    found = discover()
    told = os.environ.get(PROBED_WITHOUT)
    if told is not None:
        excluded = {label: Reason("") for label in told.split(",") if label}
    else:
        excluded = _remembered(found, var_dir)
        for label, reason in excluded.items():
            logger.error("plugin %s is left out: %s", label, reason.line)
    return Plan({k: v for k, v in found.items() if k not in excluded}, excluded, found)


def _remembered(found, var_dir):
    memory = var_dir / "boot.json"
    now, known = fingerprint(found), {}
    try:
        known = dict(json.loads(memory.read_text(encoding="utf-8")))
        return {label: Reason(*reason) for label, reason in known[now].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    answer = preflight(found)
    # The server and a command beside it may differ in their settings: each finds its own answer.
    _keep(memory, dict([*known.items(), (now, answer)][-ANSWERS_KEPT:]))
    return {label: Reason(*reason) for label, reason in answer.items()}


def _keep(memory, answer):
    """Written beside and moved into place: another process reads the old answer or the new, never half of one."""
    try:
        memory.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=memory.parent, prefix="boot-", delete=False, encoding="utf-8") as new:
            json.dump(answer, new)
        os.replace(new.name, memory)
    except OSError as error:
        logger.warning("the plugins' check could not be kept in %s, it runs at every start: %s", memory, error)


def fingerprint(found: dict[str, Found]) -> str:
    """Changes when what set-up depends on changes: a Python file of a plugin or of the core, a requirement, Python
    itself, an installed package, the choice of plugins and settings in the environment.

    While DEBUG is on and in tests, the core's own files are left out: who works on them wants to start at once, and
    sees errors.
    """
    digest = hashlib.sha256(f"{sys.executable}{sys.version}{sorted(found)}".encode())
    for name in sorted(os.environ):
        if name.startswith("HIMMELI_") or name in {"DJANGO_SETTINGS_MODULE", "DEBUG"}:
            digest.update(f"{name}={os.environ[name]}".encode("utf-8", "surrogateescape"))
    for folder in sys.path:
        if folder.endswith("site-packages"):
            digest.update(_mark(folder))
    digest.update(_mark(ROOT / "requirements.txt"))
    folders = [plugin.path for plugin in found.values()]
    if os.environ.get("DEBUG", "").lower() not in {"1", "true", "yes", "on"} and "pytest" not in sys.modules:
        folders.append(ROOT / "site" / "himmeli")
    for folder in folders:
        for mark in sorted(_python_files(str(folder))):
            digest.update(mark)
    return digest.hexdigest()


def _python_files(folder):
    """A mark for each Python file under a folder. os.scandir, since this runs at every start."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                yield _mark(entry.path, entry.stat())
            elif entry.is_dir() and entry.name not in {"__pycache__", "static", "templates", "locale", "icons"}:
                yield from _python_files(entry.path)


def _mark(path, stat=None):
    try:
        stat = stat or os.stat(path)
    except OSError:
        return f"{path} is not there".encode()
    return f"{path}{stat.st_mtime_ns}{stat.st_size}".encode()
