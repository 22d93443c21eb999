import threading

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
