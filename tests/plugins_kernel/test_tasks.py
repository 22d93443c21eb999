"""Background tasks of plugins, as a worker comes to them."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from himmeli.plugins.activation import switch_off, switch_on
from himmeli.plugins.faults import write_faults
from himmeli.plugins.models import PluginFault

from .happenings import heard


def note_down(word):
    if word == "boom":
        raise ValueError("boom")
    heard.append(("task", word))


def make_task(function, name):
    """A task of the dummy's, in a module of its own."""
    from plugins.dummy import tasks

    function.__module__, function.__qualname__, function.__name__ = tasks.__name__, name, name
    made = task()(function)
    setattr(tasks, name, made)
    return made


@pytest.fixture
def dummy_task(monkeypatch):
    from plugins.dummy import tasks

    yield make_task(note_down, "note_down")
    del tasks.note_down


@pytest.fixture
def worker(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

    def work():
        call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)

    return work


@pytest.mark.django_db(transaction=True)
def test_task_of_a_plugin_that_is_off_waits_for_it(dummy_task, worker):
    switch_on("dummy")
    dummy_task.enqueue("hei")
    switch_off("dummy")

    worker()

    assert heard == []
    waiting = DBTaskResult.objects.get(status="READY")
    assert waiting.run_after > timezone.now() + timedelta(minutes=50)

    switch_on("dummy")
    DBTaskResult.objects.update(run_after=timezone.now() - timedelta(minutes=1))
    worker()

    assert heard == [("task", "hei")]


@pytest.mark.django_db(transaction=True)
def test_task_that_fails_is_counted_to_its_plugin(dummy_task, worker):
    switch_on("dummy")
    dummy_task.enqueue("boom")

    worker()
    write_faults()

    assert DBTaskResult.objects.get().status == "FAILED"
    assert PluginFault.objects.get(plugin="dummy").piece == "background task plugins.dummy.tasks.note_down"
