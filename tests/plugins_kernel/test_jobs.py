import sys
import threading
import time

import pytest
from django.db import connection
from django.utils import timezone

from himmeli.plugins import jobs
from himmeli.plugins.jobs import Job, run_due_jobs
from himmeli.plugins.models import JobRun


@pytest.fixture
def a_job(monkeypatch):
    """A job of the core that counts its runs, alone in the registry."""
    runs = []
    registry = jobs.Registry("jobs of a test")
    registry.register("tests.count", Job("hour", lambda: runs.append(1)))
    monkeypatch.setattr(jobs, "jobs", registry)
    yield runs
    del jobs.Registry.all["jobs of a test"]


def test_job_runs_once_a_period(a_job, db):
    assert run_due_jobs() == ["tests.count"]
    assert run_due_jobs() == []
    assert a_job == [1]


def test_job_runs_again_in_the_next_period(a_job, db):
    run_due_jobs()
    JobRun.objects.update(period="2020-01-01T00")

    assert run_due_jobs() == ["tests.count"]


def test_job_still_running_is_not_started_again(a_job, db):
    JobRun.objects.create(job="tests.count", period="2020-01-01T00")

    assert run_due_jobs() == []

    JobRun.objects.update(started_at=timezone.now() - jobs.LONGEST_RUN * 2)
    assert run_due_jobs() == ["tests.count"]


@pytest.mark.django_db(transaction=True)
def test_job_runs_once_though_several_processes_come_at_once(a_job):
    ran, start = [], threading.Barrier(4)

    def come():
        start.wait()
        ran.extend(run_due_jobs())
        connection.close()

    threads = [threading.Thread(target=come) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert ran == ["tests.count"]
    assert a_job == [1]


def test_job_of_a_plugin_that_is_off_is_not_run(activate, jobs_of_plugins):
    assert "plugins.dummy.tasks.tick" not in run_due_jobs()

    activate("dummy")

    assert "plugins.dummy.tasks.tick" in run_due_jobs()


def jobs_in_a_registry(monkeypatch, **functions):
    registry = jobs.Registry("jobs of a test")
    for name, (function, minutes) in functions.items():
        registry.register(f"tests.{name}", Job("hour", function, minutes))
    monkeypatch.setattr(jobs, "jobs", registry)
    jobs.Registry.all.pop("jobs of a test")


def hang():
    while True:
        try:
            time.sleep(60)
        except Exception:  # a job that takes every error for one of its own
            continue


def test_job_that_hangs_is_stopped_and_the_others_run(db, monkeypatch):
    ran = []
    jobs_in_a_registry(monkeypatch, a_hanging=(hang, 0.005), b_sound=(lambda: ran.append(1), 1))

    assert run_due_jobs() == ["tests.a_hanging", "tests.b_sound"]

    assert ran == [1]
    assert "it was stopped after 0.005 minutes" in JobRun.objects.get(job="tests.a_hanging").error
    assert JobRun.objects.get(job="tests.b_sound").error == ""


def test_job_that_ends_the_process_ends_itself_only(db, monkeypatch):
    ran = []
    jobs_in_a_registry(monkeypatch, a_ending=(lambda: sys.exit(3), 1), b_sound=(lambda: ran.append(1), 1))

    run_due_jobs()

    assert ran == [1]
    assert JobRun.objects.get(job="tests.a_ending").error == "SystemExit: 3"
