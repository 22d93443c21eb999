"""Load on a loopback address with wrk, and what the server's processes spent on it."""

import os
import re
import resource
import subprocess
import tempfile
import time
import urllib.parse
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
RUNS = int(os.environ.get("RUNS", "3"))
SECONDS = int(os.environ.get("SECONDS", "8"))
CONNECTIONS = 8


@dataclass(frozen=True)
class Figures:
    """Requests a second, latencies and processor time in milliseconds, share of the machine others took in per cent."""

    per_second: float
    p50: float
    p99: float
    cpu: float
    others: float
    complaints: str


# Each request from another visitor: one who searches that often is slowed down.
MANY_VISITORS = """
request = function()
  wrk.headers["X-Forwarded-For"] = "10." .. math.random(255) .. "." .. math.random(255) .. "." .. math.random(255)
  return wrk.format()
end
"""


def measure(url: str, roots: list[int], headers: dict[str, str] | None = None) -> Figures:
    """The median of RUNS runs. Raises ValueError for an address that is not on this machine."""
    if urllib.parse.urlsplit(url).hostname not in ("127.0.0.1", "localhost"):
        raise ValueError(f"not a loopback address: {url}")
    _run(url, 2, roots, headers)
    runs = sorted((_run(url, SECONDS, roots, headers) for _ in range(RUNS)), key=lambda figures: figures.per_second)
    return runs[len(runs) // 2]


def _run(url, seconds, roots, headers):
    before, (busy, total), own = _ticks(roots), _machine(), _children()
    command = ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "10s", "--latency", url]
    for name, value in (headers or {}).items():
        command[1:1] = ["-H", f"{name}: {value}"]
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(MANY_VISITORS)
        script.flush()
        command[1:1] = ["-s", script.name]
        out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    spent = _ticks(roots) - before
    busy_after, total_after = _machine()
    others = (busy_after - busy) - spent - (_children() - own)
    requests = int(re.search(r"(\d+) requests in", out).group(1))
    return Figures(
        per_second=float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1)),
        p50=_milliseconds(re.search(r"(?m)^\s+50%\s+(\S+)", out).group(1)),
        p99=_milliseconds(re.search(r"(?m)^\s+99%\s+(\S+)", out).group(1)),
        cpu=spent / TICKS * 1000 / max(1, requests),
        others=max(0.0, others) / max(1, total_after - total) * 100,
        complaints="; ".join(re.findall(r"Non-2xx.*|Socket errors.*", out)),
    )


def descendants(roots: list[int]) -> set[int]:
    """The processes and everything they started."""
    parents = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            parents[int(name)] = int(Path(f"/proc/{name}/stat").read_text().rsplit(")", 1)[1].split()[1])
        except OSError:
            continue
    found, grew = set(roots), True
    while grew:
        more = {pid for pid, parent in parents.items() if parent in found} - found
        found |= more
        grew = bool(more)
    return found


def memory(roots: list[int]) -> tuple[int, int]:
    """(sum of RSS, sum of PSS) in MiB. PSS counts memory that processes share once."""
    rss = pss = 0
    for pid in descendants(roots):
        try:
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                rss += int(line.split()[1]) if line.startswith("Rss:") else 0
                pss += int(line.split()[1]) if line.startswith("Pss:") else 0
        except OSError:
            continue
    return rss // 1024, pss // 1024


def wait_until_quiet(seconds: int = 60) -> None:
    """Wait for other programs to leave the processor alone."""
    for _ in range(seconds // 2):
        busy, total = _machine()
        time.sleep(2)
        busy_after, total_after = _machine()
        if (busy_after - busy) / max(1, total_after - total) < 0.1:
            return


def _ticks(roots):
    """What the servers and everything they started have spent, those with them that have ended meanwhile."""
    total = 0
    for pid in descendants(roots):
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        total += sum(int(field) for field in fields[11:15])
    return total


def _machine():
    fields = [int(field) for field in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    return sum(fields) - fields[3] - fields[4], sum(fields)


def _children():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (usage.ru_utime + usage.ru_stime) * TICKS


def _milliseconds(text):
    number, unit = re.match(r"([\d.]+)(us|ms|s|m)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}[unit]
