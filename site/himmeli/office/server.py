"""The web server and, beside it, a worker for tasks and scheduled jobs: one command for a whole site."""

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

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, connections
from gunicorn.app.base import BaseApplication

from himmeli.tasks.worker import TaskWorker

logger = logging.getLogger("himmeli.tasks")

SECONDS_TO_FINISH = 30
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
        chosen = {
            "bind": self.address,
            "workers": self.workers,
            "worker_class": "gthread",
            "threads": 4,
            "preload_app": True,
            "timeout": 60,
            "graceful_timeout": 30,
            "max_requests": 20_000,
            "max_requests_jitter": 2_000,
            "logconfig_dict": gunicorn_logging(),
            "control_socket_disable": True,
            "when_ready": lambda arbiter: self.on_ready(),
            "on_exit": lambda arbiter: self.on_exit(),
        }
        for name, value in chosen.items():
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


def gunicorn_logging() -> dict:
    """The server's own lines in the form of all others."""
    to_root = {"handlers": [], "propagate": True}
    loggers = {"gunicorn.error": {"level": "WARNING", **to_root}, "gunicorn.access": {"level": "WARNING", **to_root}}
    return {**settings.LOGGING, "loggers": {**settings.LOGGING["loggers"], **loggers}}


def has_socket_given() -> bool:
    """Whether systemd holds the socket for us, so that nobody is turned away while the site is started anew."""
    return os.environ.get("LISTEN_PID") == str(os.getpid()) and os.environ.get("LISTEN_FDS", "0") != "0"


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


def start_worker() -> int:
    """Fork a process that keeps a worker (tasks and scheduled jobs) alive as long as this one lives.

    Returns its process id.
    """
    connections.close_all()
    child = os.fork()
    if not child:
        _keep_worker_alive(os.getppid())
    return child


def stop_worker(child: int) -> None:
    """Tell it to end and wait while it finishes the task in hand, but not for ever."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGTERM)
    end = time.monotonic() + SECONDS_TO_FINISH
    while time.monotonic() < end:
        try:
            if os.waitpid(child, os.WNOHANG)[0]:
                return
        except ChildProcessError:
            # gunicorn looks after all children of the process, and was there first.
            return
        time.sleep(0.05)


def _keep_worker_alive(parent):
    """One that crashes or is killed is started again. Never returns."""
    _end_with(parent)
    told = []
    signal.signal(signal.SIGTERM, lambda *args: told.append(True))
    while not told and os.getppid() == parent:
        worker = os.fork()
        if not worker:
            _be_worker(os.getppid())
        while not os.waitpid(worker, os.WNOHANG)[0]:
            if told or os.getppid() != parent:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(worker, signal.SIGTERM)
                os.waitpid(worker, 0)
                os._exit(0)
            time.sleep(0.1)
        if not told:
            logger.error("the worker ended by itself; it is started again")
            time.sleep(1)
    os._exit(0)


def _be_worker(parent):
    code = 1
    try:
        _end_with(parent)
        worker = TaskWorker()
        signal.signal(signal.SIGTERM, worker.stop)
        worker.run()
        code = 0
    except BaseException:
        logger.exception("the worker broke off")
    finally:
        os._exit(code)


def _end_with(parent):
    """Have the kernel end this process when its parent dies. Ctrl+C goes to all; the parent tells when to end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        os._exit(0)
