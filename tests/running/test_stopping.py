"""The server is stopped, started anew, and loses its worker, while people use it."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request

import pytest

from tests.office.test_serve import children_of, is_running, wait_for, wait_until_gone
from tests.sites import ROOT

pytestmark = pytest.mark.processes


# What systemd does: the socket as number 3, and the process it is meant for.
HAND_OVER = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ["LISTEN_PID"] = str(os.getpid())
os.execv(sys.executable, [sys.executable, *sys.argv[2:]])
"""


class Load:
    """Visitors, each asking again as soon as it has an answer. A refused connection was never a request."""

    def __init__(self, port, visitors=6):
        self.url = f"http://127.0.0.1:{port}/fi/accounts/login/"
        self.answered, self.refused, self.lost = 0, 0, []
        self._ended = threading.Event()
        self._visitors = [threading.Thread(target=self._visit, daemon=True) for _ in range(visitors)]

    def __enter__(self):
        for visitor in self._visitors:
            visitor.start()
        return self

    def __exit__(self, *error):
        self._ended.set()
        for visitor in self._visitors:
            visitor.join(timeout=60)

    def _visit(self):
        while not self._ended.is_set():
            try:
                with urllib.request.urlopen(self.url, timeout=60) as answer:
                    assert answer.read().endswith(b"</html>\n") or answer.status == 200
                self.answered += 1
            except urllib.error.HTTPError as error:
                self.lost.append(f"answer {error.code}")
            except (OSError, AssertionError) as error:
                if isinstance(getattr(error, "reason", None), ConnectionRefusedError):
                    self.refused += 1
                    time.sleep(0.05)
                else:
                    self.lost.append(repr(error))

    def wait_for_more(self, number):
        goal, end = self.answered + number, time.monotonic() + 90
        while self.answered < goal:
            assert time.monotonic() < end, (self.answered, self.lost[:3])
            time.sleep(0.05)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("stopped")


@pytest.fixture
def start(folder):
    """Starts a server on a socket that somebody else holds, as systemd does."""
    started = []

    def on(listener):
        environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
            "HIMMELI_VAR": str(folder),
            "HIMMELI_PLUGIN_DIRS": str(ROOT / "plugins"),
            "HIMMELI_DEMO": "1",
            "HIMMELI_PROBED_WITHOUT": "",
            "PORT": str(listener.getsockname()[1]),
            "LISTEN_FDS": "1",
        }
        log = (folder / f"log-{len(started)}").open("w")
        server = subprocess.Popen(
            [sys.executable, "-c", HAND_OVER, str(listener.fileno()), str(ROOT / "manage.py"), "serve"],
            cwd=ROOT,
            env=environment,
            pass_fds=[listener.fileno()],
            stdout=log,
            stderr=log,
        )
        started.append(server)
        return server

    yield on
    for server in started:
        server.kill()
        server.wait()


@pytest.fixture
def listener():
    with socket.create_server(("127.0.0.1", 0), backlog=128) as held:
        yield held


def test_no_request_is_lost_while_the_site_is_started_anew(start, listener, folder):
    port = listener.getsockname()[1]
    first = start(listener)
    assert wait_for(port, first) == 200

    with Load(port) as load:
        load.wait_for_more(30)
        first.send_signal(signal.SIGTERM)
        assert first.wait(timeout=60) == 0
        before = load.answered
        second = start(listener)
        load.wait_for_more(30)

    assert load.lost == []
    assert load.refused == 0
    assert load.answered >= before + 30
    assert second.poll() is None
    assert "Traceback" not in (folder / "log-0").read_text()


def test_a_request_under_way_is_answered_when_the_site_is_stopped(start, listener):
    """Half of it has come in when the server is told to end."""
    port = listener.getsockname()[1]
    server = start(listener)
    assert wait_for(port, server) == 200
    visitor = socket.create_connection(("127.0.0.1", port), timeout=30)
    visitor.sendall(f"GET /fi/accounts/login/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n".encode())
    time.sleep(1)

    server.send_signal(signal.SIGTERM)
    time.sleep(1)
    visitor.sendall(b"Connection: close\r\n\r\n")
    answer = b""
    while piece := visitor.recv(65536):
        answer += piece

    assert answer.startswith(b"HTTP/1.1 200 ")
    assert b"</html>" in answer
    assert server.wait(timeout=60) == 0


def test_a_worker_that_is_killed_is_started_again_and_ends_with_the_server(start, listener):
    port = listener.getsockname()[1]
    server = start(listener)
    assert wait_for(port, server) == 200
    (keeper,) = [pid for pid in children_of(server.pid) if children_of(pid)]
    (worker,) = children_of(keeper)

    os.kill(worker, signal.SIGKILL)
    end = time.monotonic() + 15
    while (children_of(keeper) or [worker]) == [worker] and time.monotonic() < end:
        time.sleep(0.1)
    (another,) = children_of(keeper)
    assert another != worker
    assert is_running(another)

    server.send_signal(signal.SIGTERM)
    assert server.wait(timeout=60) == 0
    assert wait_until_gone([keeper, another]) == []
