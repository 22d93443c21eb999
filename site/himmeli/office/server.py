"""The web server and, beside it, the runner of scheduled jobs: one command for a whole site."""

import os
import signal
import time

from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connection, connections
from gunicorn.app.base import BaseApplication

SECONDS_BETWEEN_JOBS = 20


class Server(BaseApplication):
    """gunicorn in this process, so that what is imported already is not imported again."""

    def __init__(self, address: str, workers: int, on_ready):
        self.address, self.workers, self.on_ready = address, workers, on_ready
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
        }
        for name, value in settings.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self):
        return get_wsgi_application()


def tables_are_current() -> bool:
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def start_job_runner() -> int:
    """Fork a process that runs scheduled jobs as long as this one lives. Returns its process id."""
    connections.close_all()
    child = os.fork()
    if child:
        return child
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = os.getppid()
    while os.getppid() == parent:
        call_command("run_jobs")
        connections.close_all()
        time.sleep(SECONDS_BETWEEN_JOBS)
    os._exit(0)
