"""With real processes: what happens at a start, at its end, and when something is in the way."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from himmeli.office.server import is_public

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("http://127.0.0.1:8000", False),
        ("http://localhost:8000", False),
        ("http://192.168.1.20:8000", False),
        ("http://kone.local", False),
        ("https://kylanvaki.fi", True),
        ("http://www.example.org:8000", True),
        ("http://8.8.8.8", True),
    ],
)
def test_a_real_sites_address_is_told_from_ones_own(address, expected):
    assert is_public(address) is expected


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def serve(folder, port, *arguments, **environment):
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
        "HIMMELI_VAR": str(folder),
        "PORT": str(port),
        # Without this, every style and script would be gathered first.
        "HIMMELI_DEMO": "1",
        # The check of plugins has tests of its own.
        "HIMMELI_PROBED_WITHOUT": "",
        **environment,
    }
    return subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), "serve", *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def wait_for(port, server, seconds=240):
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        try:
            return urllib.request.urlopen(f"http://127.0.0.1:{port}/fi/accounts/login/", timeout=10).status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            time.sleep(0.3)
    pytest.fail(f"not up: {server.communicate(timeout=5)[0][-3000:] if server.poll() is not None else 'no answer'}")
    return None


def children_of(pid):
    listing = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return [int(line) for line in listing.stdout.split()]


def is_running(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(") ")[-1][0] not in "ZX"
    except OSError:
        return False


def wait_until_gone(pids, seconds=10):
    end = time.monotonic() + seconds
    while time.monotonic() < end and any(map(is_running, pids)):
        time.sleep(0.2)
    return [pid for pid in pids if is_running(pid)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("served")


@pytest.mark.processes
def test_serves_with_two_workers_and_ends_with_all_of_them(folder):
    port = free_port()
    server = serve(folder, port)
    try:
        assert wait_for(port, server) == 200
        children = children_of(server.pid)
        # Two workers, and the runner of jobs.
        assert len(children) == 3

        second = serve(folder, port)
        said = second.communicate(timeout=120)[0]
        assert second.returncode != 0
        assert f"Port {port} is in use" in said
        assert "Traceback" not in said

        server.send_signal(signal.SIGINT)
        said = server.communicate(timeout=30)[0]
    finally:
        server.kill()
    assert server.returncode == 0
    assert f"http://127.0.0.1:{port}/" in said
    assert "Traceback" not in said
    assert wait_until_gone(children) == []


@pytest.mark.processes
def test_jobs_end_with_a_server_that_is_killed(folder):
    port = free_port()
    server = serve(folder, port)
    try:
        wait_for(port, server)
        children = children_of(server.pid)
    finally:
        server.kill()
        server.wait(timeout=10)
    assert wait_until_gone(children, seconds=25) == []


@pytest.mark.processes
def test_a_demo_is_not_served_at_a_real_sites_address(folder):
    server = serve(folder, free_port(), "--demo", HIMMELI_DEMO="1", SITE_URL="https://kylanvaki.fi")

    said = server.communicate(timeout=120)[0]

    assert server.returncode != 0
    assert "looks like a real site's address" in said
