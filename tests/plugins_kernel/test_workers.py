"""Switching a plugin is seen by every process at its next request."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from himmeli.plugins.activation import switch_off, switch_on

from .test_quarantine import ROOT, database_url


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def status_of(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/fi/dummy/notes/") as response:
            return response.status
    except urllib.error.HTTPError as error:
        return error.code


def wait_for(port, process):
    for _ in range(600):
        try:
            return status_of(port)
        except OSError:
            assert process.poll() is None, "the server ended"
            time.sleep(0.2)
    raise AssertionError("the server did not start")


@pytest.fixture
def servers(transactional_db, site_root, tmp_path):
    environment = {
        **os.environ,
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "himmeli.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "site"), str(ROOT)]),
        "DEBUG": "1",
        "HIMMELI_FIRST_RUN": "0",
    }
    ports = [free_port(), free_port()]
    started = []
    for port in ports:
        command = [sys.executable, "-m", "gunicorn", "himmeli.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "1"]
        with (tmp_path / f"{port}.log").open("w") as log:
            started.append(subprocess.Popen(command, env=environment, cwd=ROOT, stdout=log, stderr=log))
    try:
        for port, process in zip(ports, started, strict=True):
            wait_for(port, process)
        yield ports
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(timeout=30)


@pytest.mark.processes
def test_switch_is_seen_by_every_process_at_its_next_request(servers):
    seen = [[status_of(port) for port in servers]]
    switch_on("dummy")
    seen.append([status_of(port) for port in servers])
    switch_off("dummy")
    seen.append([status_of(port) for port in servers])

    assert seen == [[404, 404], [200, 200], [404, 404]]
