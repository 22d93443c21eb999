"""Which plugins let the site start.

A half-populated app registry can't be mended in place, so each try is a fresh process: `django.setup()` and one walk
over the URLs and admin. When it fails, the plugin through whose folder the error's traceback passes is left out, and
those that require it, until set-up succeeds. The answer is kept until a file of a plugin changes.
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from .discovery import ROOT, Found, discover

PROBE = "import sys; sys.path[:0] = sys.argv[1:]; import django; django.setup(); import himmeli.plugins.probe"


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
    """Decide which plugins to install. Raises SystemExit when set-up fails and no plugin is to blame."""
    found = discover()
    told = os.environ.get("HIMMELI_EXCLUDE")
    if told is not None:
        excluded = {label: Reason("") for label in told.split(",") if label}
    else:
        excluded = _remembered(found, var_dir) or {}
    return Plan({k: v for k, v in found.items() if k not in excluded}, excluded, found)


def _remembered(found, var_dir):
    memory = var_dir / "boot.json"
    now = fingerprint(found)
    try:
        known = json.loads(memory.read_text(encoding="utf-8"))
        if known["fingerprint"] == now:
            return {label: Reason(*reason) for label, reason in known["quarantined"].items()}
    except (OSError, ValueError, KeyError, TypeError):
        pass
    quarantined = preflight(found)
    var_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=var_dir, delete=False, encoding="utf-8") as draft:
        answer = {label: [reason.line, reason.traceback] for label, reason in quarantined.items()}
        json.dump({"fingerprint": now, "quarantined": answer}, draft)
    os.replace(draft.name, memory)
    return quarantined


def fingerprint(found: dict[str, Found]) -> str:
    """Changes when a Python file of any plugin, or Python or the environment's choice of plugins, changes."""
    digest = hashlib.sha256(f"{sys.executable}{sys.version}{sorted(found)}".encode())
    for plugin in found.values():
        for path in sorted(plugin.path.rglob("*.py")):
            stat = path.stat()
            digest.update(f"{path}{stat.st_mtime_ns}{stat.st_size}".encode())
    return digest.hexdigest()


def preflight(found: dict[str, Found]) -> dict[str, Reason]:
    """Try set-up without the plugins that break it. Return {label: Reason} of those left out."""
    quarantined = {}
    _leave_out_missing_requirements(found, quarantined)
    while True:
        probe = _try_setup(quarantined)
        if probe.returncode == 0:
            return quarantined
        label = _blame(probe.stderr, found)
        if label is None or label in quarantined:
            raise SystemExit(probe.stderr)
        lines = probe.stderr.strip().splitlines()
        quarantined[label] = Reason(lines[-1] if lines else "", probe.stderr.strip())
        _leave_out_missing_requirements(found, quarantined)


def _leave_out_missing_requirements(found, quarantined):
    changed = True
    while changed:
        changed = False
        for label, plugin in found.items():
            if label in quarantined:
                continue
            requires = plugin.facts.get("requires", ())
            if not isinstance(requires, list | tuple):
                quarantined[label] = Reason("requires must be a tuple of plugin names")
                changed = True
                continue
            missing = [name for name in requires if name not in found or name in quarantined]
            if missing:
                quarantined[label] = Reason(f"requires what is missing: {', '.join(map(str, missing))}")
                changed = True


def _try_setup(quarantined):
    environment = {
        **os.environ,
        "HIMMELI_EXCLUDE": ",".join(quarantined),
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "himmeli.settings"),
    }
    return subprocess.run(
        [sys.executable, "-c", PROBE, str(ROOT / "site"), str(ROOT), *sys.path],
        env=environment,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )


def _blame(stderr, found):
    """The plugin whose folder the traceback names last, or whose manifest the error names."""
    for line in reversed(stderr.splitlines()):
        for label, plugin in found.items():
            if f"{plugin.path}{os.sep}" in line or f"'{plugin.module}" in line or f'"{plugin.module}' in line:
                return label
            if plugin.config in line or f"{plugin.module}.plugin" in line:
                return label
    return None
