"""The web server and, beside it, the runner of scheduled jobs: one command for a whole site."""

import contextlib
import ctypes
import errno
import gc
import ipaddress
import logging
import os
import signal
import socket
import time
from urllib.parse import urlsplit

from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connection, connections
from gunicorn.app.base import BaseApplication

logger = logging.getLogger("himmeli.jobs")

SECONDS_BETWEEN_JOBS = 20
# Of Linux's prctl: the signal a process gets when its parent dies.
PR_SET_PDEATHSIG = 1


class PortInUse(Exception):
    """Something else answers at that address already."""


class Server(BaseApplication):
    """gunicorn in this process, so that what is imported already is not imported again."""

    def __init__(self, address: str, workers: int, on_ready, on_exit):
        self.address, self.workers, self.on_ready, self.on_exit = address, workers, on_ready, on_exit
        super().__init__()

    def load_config(self):
        settings = {
            "bind": self.address,
            "workers": self.workers,
            "worker_class": "gthread",
            "threads": 4,
            "preload_app": True,
            "timeout": 60,
            "graceful_timeout": 20,
            "max_requests": 20_000,
            "max_requests_jitter": 2_000,
            "loglevel": "warning",
            "control_socket_disable": True,
            "when_ready": lambda arbiter: self.on_ready(),
            "on_exit": lambda arbiter: self.on_exit(),
        }
        for name, value in settings.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self):
        application = get_wsgi_application()
        # What is loaded by now is never garbage: left alone, its memory stays shared by all workers.
        gc.collect()
        gc.freeze()
        return application


def tables_are_current() -> bool:
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def check_port(host: str, port: int) -> None:
    """Raises PortInUse: said at once and plainly, where gunicorn would try again for a while."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise PortInUse from error
            raise


def is_public(site_url: str) -> bool:
    """Whether an address looks like a real site's: neither this machine nor one of the house."""
    host = urlsplit(site_url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return host != "localhost" and not host.endswith((".localhost", ".local", ".test", ".internal")) and "." in host


def start_job_runner() -> int:
    """Fork a process that runs scheduled jobs as long as this one lives. Returns its process id."""
    connections.close_all()
    parent = os.getpid()
    child = os.fork()
    if child:
        return child
    # Ctrl+C goes to both; this one ends when its parent has ended in good order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *args: os._exit(0))
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    while os.getppid() == parent:
        try:
            call_command("run_jobs")
        except Exception:
            # A database that is away for a moment must not end all jobs for good.
            logger.exception("the scheduled jobs could not be run")
        connections.close_all()
        _sleep_while(lambda: os.getppid() == parent)
    os._exit(0)


def stop_job_runner(child: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGTERM)


def _sleep_while(is_wanted):
    """Short sleeps, for systems without PR_SET_PDEATHSIG."""
    for _ in range(SECONDS_BETWEEN_JOBS):
        if not is_wanted():
            return
        time.sleep(1)
