"""Finds out, in processes of their own, which plugins keep the site from starting."""

import os
import re
import subprocess
import sys

from .discovery import ROOT, Found

# Names, to a probing process, the plugins it must do without.
PROBED_WITHOUT = "HIMMELI_PROBED_WITHOUT"
# Begins each line in which the probe says what is wrong, and with whose module.
PROBLEM = "problem: "
PROBE = "import sys; sys.path[:0] = sys.argv[1:]; import runpy; runpy.run_module('himmeli.plugins.probe')"
# As long as the slowest machine needs: a plugin that hangs costs this much of the first start after a change.
SECONDS = int(os.environ.get("HIMMELI_START_SECONDS", "60"))
STUCK = f"it did not end within {SECONDS} seconds"


def preflight(found: dict[str, Found]) -> dict[str, tuple[str, str]]:
    """Return {label: (reason, traceback)} of the plugins to leave out. Raises SystemExit when none is to blame."""
    left_out = {}
    for label in os.environ.get("HIMMELI_EXCLUDE", "").split(","):
        if label in found:
            left_out[label] = ("left out by the setting HIMMELI_EXCLUDE", "")
    for label, plugin in found.items():
        if plugin.problem:
            left_out.setdefault(label, (plugin.problem, ""))
    leave_out_circles(found, left_out)
    leave_out_dependants(found, left_out)
    while (error := try_setup(left_out)) is not None:
        named = _named_problems(error, found, left_out)
        if named:
            left_out.update(named)
            leave_out_dependants(found, left_out)
            continue
        label = blame(error, found, left_out) or _find_by_trying(found, left_out, error)
        lines = error.strip().splitlines()
        left_out[label] = (lines[-1][:500] if lines else "the process ended without a word", error.strip()[-8000:])
        leave_out_dependants(found, left_out)
    return left_out


def _named_problems(error, found, left_out):
    """What the probe itself found to be wrong: several plugins at once, each with its module in front."""
    named = {}
    for line in error.splitlines():
        module, _, problem = line.removeprefix(PROBLEM).partition(": ")
        for label, plugin in found.items():
            if line.startswith(PROBLEM) and label not in left_out and f"{module}.".startswith(f"{plugin.module}."):
                named.setdefault(label, (problem[:500], ""))
    return named


def leave_out_circles(found, left_out):
    """A plugin that requires itself through others can never be switched on."""
    for label in found:
        seen, ahead = set(), [*found[label].requires]
        while ahead:
            name = ahead.pop()
            if name == label:
                left_out.setdefault(label, ("requires itself, through the plugins it requires", ""))
                break
            if name in found and name not in seen:
                seen.add(name)
                ahead.extend(found[name].requires)


def leave_out_dependants(found, left_out):
    """Leave out those that require what is not there, and those that require them."""
    changed = True
    while changed:
        changed = False
        for label, plugin in found.items():
            missing = [name for name in plugin.requires if name not in found or name in left_out]
            if missing and label not in left_out:
                left_out[label] = (f"requires what is missing: {', '.join(missing)}", "")
                changed = True


def try_setup(left_out) -> str | None:
    """None when the site starts without these plugins, else what the process wrote about it."""
    environment = {**os.environ, PROBED_WITHOUT: ",".join(left_out)}
    environment.setdefault("DJANGO_SETTINGS_MODULE", "himmeli.settings")
    command = [sys.executable, "-c", PROBE, str(ROOT / "site"), str(ROOT), *(path for path in sys.path if path)]
    try:
        done = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            cwd=ROOT,
            timeout=SECONDS + 15,
        )
    except subprocess.TimeoutExpired:
        return STUCK
    return None if done.returncode == 0 and "probe: ready" in done.stdout else done.stderr or done.stdout or " "


def blame(error: str, found: dict[str, Found], left_out) -> str | None:
    """The plugin that the error names last: a file of its folder, its module, or a label that two apps share."""
    marks = {}
    for label, plugin in found.items():
        if label not in left_out:
            named = rf"\b{re.escape(plugin.module)}\b(?!\.py)"
            marks[label] = re.compile(rf"{re.escape(str(plugin.path) + os.sep)}|{named}|duplicates: {label}$")
    for line in reversed(error.splitlines()):
        for label, mark in marks.items():
            if mark.search(line):
                return label
    return None


def _find_by_trying(found, left_out, error):
    """Nobody is named: put the plugins back one at a time, those first that stand on nothing."""
    kept_out = {label for label in found if label not in left_out}
    if try_setup({*left_out, *kept_out}) is not None:
        raise SystemExit(error)
    while kept_out:
        label = next(name for name in sorted(kept_out) if not kept_out & set(found[name].requires))
        kept_out.discard(label)
        if try_setup({*left_out, *kept_out}) is not None:
            return label
    raise SystemExit(error)
