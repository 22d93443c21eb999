import pytest

from himmeli.plugins import costs, faults, jobs

from .happenings import heard


@pytest.fixture(autouse=True)
def _nothing_kept():
    """What the kernel gathers in memory belongs to one test."""
    heard.clear()
    costs.forget_costs()
    faults._pending.clear()
    yield
    heard.clear()


@pytest.fixture
def every_view_measured(monkeypatch):
    monkeypatch.setattr(costs, "MEASURE_ONE_IN", 1)


@pytest.fixture
def jobs_of_plugins(db, monkeypatch):
    """Run no jobs of the core."""
    ask = jobs.jobs.active
    monkeypatch.setattr(jobs.jobs, "active", lambda: ask("plugins."))
