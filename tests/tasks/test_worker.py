"""The worker as a process: killed, told to end, and with its database taken away."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from himmeli.tasks.models import Worker
from tests.machine import find_postgres, postgres_server
from tests.plugins_kernel.test_quarantine import database_url
from tests.sites import ROOT, Site

from . import happenings

pytestmark = pytest.mark.processes


@pytest.fixture
def place(transactional_db, tmp_path):
    return Place(tmp_path, database_url())


class Place:
    """Starts workers for a database, and ends them with the test."""

    def __init__(self, folder, url):
        self.log, self.folder, self.workers = folder / "log", folder, []
        self.environment = {
            **os.environ,
            "DATABASE_URL": url,
            "HIMMELI_VAR": str(folder / "var"),
            "HIMMELI_PLUGIN_DIRS": str(ROOT / "plugins"),
            "HIMMELI_PROBED_WITHOUT": "",
            "HIMMELI_WORKER": "apart",
            "TASKS_LOG": str(self.log),
        }
        self.log.touch()

    def start(self, *arguments):
        out = (self.folder / f"worker-{len(self.workers)}").open("w")
        command = [sys.executable, str(ROOT / "manage.py"), "worker", "--no-jobs", *arguments]
        worker = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=out, stderr=out)
        self.workers.append(worker)
        return worker

    def said(self, number=-1):
        return sorted(self.folder.glob("worker-*"))[number].read_text()

    def wait_for(self, text, seconds=60):
        wait_until(lambda: text in self.log.read_text(), seconds, self.said)

    def end(self):
        for worker in self.workers:
            worker.kill()
            worker.wait()


@pytest.fixture
def workers(place):
    yield place
    place.end()


def wait_until(is_so, seconds, explain=lambda: ""):
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, explain()
        time.sleep(0.1)


def enqueue(task, *arguments):
    return DBTaskResult.objects.create(
        task_path=task.module_path,
        args_kwargs={"args": list(arguments), "kwargs": {}},
        backend_name="default",
        run_after=timezone.now(),
    )


def test_a_task_whose_worker_is_killed_in_the_middle_is_done_by_the_next(workers):
    row = enqueue(happenings.take_long, 3)
    first = workers.start()
    workers.wait_for("began")
    first.send_signal(signal.SIGKILL)
    first.wait()
    row.refresh_from_db()
    assert row.status == "RUNNING"

    workers.start()
    workers.wait_for("ended")

    wait_until(lambda: DBTaskResult.objects.get(pk=row.pk).status == "SUCCESSFUL", 10)
    row.refresh_from_db()
    assert len(row.worker_ids) == 2
    assert workers.log.read_text().split() == ["began", "began", "ended"]


def test_a_worker_told_to_end_finishes_the_task_in_hand_and_takes_no_other(workers):
    row = enqueue(happenings.take_long, 2)
    worker = workers.start()
    workers.wait_for("began")
    waiting = enqueue(happenings.greet, "Aino")

    worker.send_signal(signal.SIGTERM)

    assert worker.wait(timeout=20) == 0
    assert workers.log.read_text().split() == ["began", "ended"]
    assert DBTaskResult.objects.get(pk=row.pk).status == "SUCCESSFUL"
    assert DBTaskResult.objects.get(pk=waiting.pk).status == "READY"
    assert not Worker.objects.exists()
    assert "Traceback" not in workers.said()


def test_an_idle_worker_ends_at_once_and_says_while_it_lives(workers):
    worker = workers.start()
    wait_until(Worker.objects.exists, 60, workers.said)
    assert Worker.objects.get().process == worker.pid

    worker.send_signal(signal.SIGTERM)

    assert worker.wait(timeout=5) == 0


@pytest.mark.skipif(not find_postgres(), reason="no PostgreSQL on this machine")
def test_a_worker_survives_its_database_going_away_and_coming_back(tmp_path):
    with postgres_server(find_postgres()) as url:
        site = Site(tmp_path, url)
        site.manage("migrate", "--verbosity=0")
        place = Place(tmp_path, url)
        enqueueing = tmp_path / "enqueue.py"
        enqueueing.write_text(
            "import sys; from tests.tasks import happenings\n"
            "happenings.take_long.enqueue(4); happenings.greet.enqueue('later')"
        )
        site.execute(enqueueing, **place.environment)
        try:
            worker = place.start()
            place.wait_for("began")
            data = Path(url.split("@")[1].split("/")[0].replace("%2F", "/")) / "data"
            _stop_postgres(data)
            # The task ends while the database is away: what became of it is written down when it is back.
            place.wait_for("ended")
            time.sleep(2)
            _start_postgres(data)
            try:
                place.wait_for("hello later")
                assert worker.poll() is None
                said = place.said()
                assert "the database does not answer" in said
                assert place.log.read_text().split() == ["began", "ended", "hello", "later"]
                worker.send_signal(signal.SIGTERM)
                assert worker.wait(timeout=20) == 0
            finally:
                place.end()
                _stop_postgres(data)
        finally:
            place.end()


def _as_postgres(*command):
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*prefix, *map(str, command)], check=True, stdout=subprocess.DEVNULL, cwd="/")


def _stop_postgres(data):
    _as_postgres(find_postgres() / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def _start_postgres(data):
    options = f"-c listen_addresses= -c unix_socket_directories={data.parent} -c fsync=off"
    _as_postgres(find_postgres() / "pg_ctl", "-D", data, "-o", options, "-l", data / "log2", "-w", "start")
