"""The queue and the worker, in this process."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone
from django_tasks import task_backends
from django_tasks_db.models import DBTaskResult

from himmeli.plugins.activation import switch_off
from himmeli.tasks import queue, task
from himmeli.tasks.declaring import Retrying, retrying_of
from himmeli.tasks.exceptions import NotDead, WorkerLost
from himmeli.tasks.jobs import tidy_tasks
from himmeli.tasks.models import Worker
from himmeli.tasks.worker import TaskWorker

from . import happenings


@pytest.fixture
def queued(transactional_db, tmp_path, monkeypatch):
    """Tasks wait in the database, as in a real site. Gives the file in which those of the tests write."""
    before = task_backends.settings["default"]
    _use({**before, "BACKEND": "django_tasks_db.DatabaseBackend"})
    path = tmp_path / "log"
    path.touch()
    monkeypatch.setenv("TASKS_LOG", str(path))
    yield path
    _use(before)


def _use(backend):
    task_backends.settings["default"] = backend
    with suppress(AttributeError):
        del task_backends["default"]


def work():
    TaskWorker().run(until_empty=True, with_jobs=False)


def test_a_task_is_done_and_its_answer_kept(queued):
    result = happenings.greet.enqueue("Aino")

    work()

    row = DBTaskResult.objects.get(pk=result.id)
    assert queued.read_text() == "hello Aino\n"
    assert (row.status, row.return_value, len(row.worker_ids)) == ("SUCCESSFUL", {"greeted": "Aino"}, 1)
    assert not Worker.objects.exists()


def test_a_task_of_a_transaction_that_was_rolled_back_is_never_done(queued):
    with pytest.raises(RuntimeError), transaction.atomic():
        happenings.greet.enqueue("Aino")
        raise RuntimeError

    work()

    assert queued.read_text() == ""


def test_a_task_that_fails_is_tried_again_until_it_succeeds(queued):
    result = happenings.stumble.enqueue(2)

    work()

    row = DBTaskResult.objects.get(pk=result.id)
    assert (row.status, len(row.worker_ids), row.traceback) == ("SUCCESSFUL", 3, "")


def test_a_task_that_always_fails_becomes_a_dead_letter_with_its_reason(queued):
    result = happenings.stumble.enqueue(9)

    work()

    row = queue.dead_letters().get()
    assert str(row.pk) == result.id
    assert len(row.worker_ids) == 3
    assert row.exception_class_path == "builtins.RuntimeError"
    assert "a stone in the way ?" in row.traceback


def test_the_next_try_waits_longer_each_time(queued):
    retrying = Retrying(retries=9, first_wait=timedelta(seconds=30), longest_wait=timedelta(minutes=5))

    waits = [retrying.wait(attempt).total_seconds() for attempt in (1, 2, 3, 4, 5, 60)]

    for wait, least in zip(waits, [30, 60, 120, 240, 300, 300], strict=True):
        assert least <= wait <= least * 1.1


def test_a_failed_task_waits_for_its_next_try(queued, monkeypatch):
    known = {happenings.stumble.module_path: Retrying(2, timedelta(minutes=1))}
    monkeypatch.setattr("himmeli.tasks.declaring._known", known)
    happenings.stumble.enqueue(1)

    work()
    row = DBTaskResult.objects.get()
    assert row.status == "READY"
    assert timedelta(seconds=50) < row.run_after - timezone.now() < timedelta(seconds=70)

    DBTaskResult.objects.update(run_after=timezone.now())
    work()
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_a_task_nobody_said_may_be_repeated_is_not():
    assert retrying_of("some.library.task") == Retrying(retries=0)


def test_a_dead_letter_can_be_tried_again_or_thrown_away(queued):
    result = happenings.only_once.enqueue()
    work()

    queue.retry_dead_letter(result.id)
    assert DBTaskResult.objects.get().status == "READY"
    assert queue.dead_letters().count() == 0
    with pytest.raises(NotDead):
        queue.retry_dead_letter(result.id)

    work()
    queue.forget_dead_letter(result.id)
    assert not DBTaskResult.objects.exists()
    with pytest.raises(NotDead):
        queue.forget_dead_letter(result.id)


def test_the_command_lists_and_retries(queued, capsys):
    result = happenings.only_once.enqueue()
    work()

    call_command("tasks")
    said = capsys.readouterr().out
    assert "Worker: not running" in said
    assert f"{result.id}" in said
    assert "LookupError: nobody there" in said

    call_command("tasks", "retry", result.id)
    assert "is tried again" in capsys.readouterr().out
    assert DBTaskResult.objects.get().status == "READY"
    with pytest.raises(CommandError, match="No failed task has the number"):
        call_command("tasks", "forget", result.id)


def test_the_state_says_whether_a_worker_lives(queued):
    happenings.greet.enqueue("Aino")
    happenings.greet.using(run_after=timezone.now() + timedelta(hours=1)).enqueue("Pentti")
    assert queue.state().is_running is False

    worker = Worker.objects.create(id="himmeli-a", host="a", process=1, seen_at=timezone.now())
    now = queue.state()
    assert (now.is_running, now.waiting, now.dead) == (True, 1, 0)
    assert now.oldest_waiting_at == DBTaskResult.objects.order_by("enqueued_at").first().enqueued_at

    worker.seen_at = timezone.now() - timedelta(minutes=5)
    worker.save()
    assert queue.state().is_running is False


def running(worker_id, task=happenings.greet, arguments=("Aino",)):
    result = task.enqueue(*arguments)
    row = DBTaskResult.objects.get(pk=result.id)
    row.claim(worker_id)
    return row


def test_a_task_of_a_worker_that_is_gone_is_tried_again(queued):
    running("himmeli-gone")

    assert len(queue.take_back_lost("himmeli-me", also_silent=False)) == 1
    assert DBTaskResult.objects.get().status == "READY"


def test_a_task_that_may_be_done_only_once_is_kept_as_a_dead_letter_when_its_worker_is_lost(queued):
    running("himmeli-gone", happenings.only_once, ())

    queue.take_back_lost("himmeli-me", also_silent=False)

    dead = queue.dead_letters().get()
    assert dead.exception_class_path == f"{WorkerLost.__module__}.WorkerLost"


def test_a_silent_worker_of_another_machine_is_given_time(queued):
    running("himmeli-far")
    far = Worker.objects.create(id="himmeli-far", host="far", process=1, seen_at=timezone.now() - timedelta(minutes=1))
    assert queue.take_back_lost("himmeli-me", also_silent=True) == []

    far.seen_at = timezone.now() - timedelta(minutes=2)
    far.save()
    assert queue.take_back_lost("himmeli-me", also_silent=False) == []
    assert len(queue.take_back_lost("himmeli-me", also_silent=True)) == 1


def test_another_programs_worker_is_left_alone(queued):
    running("db-worker-1")

    assert queue.take_back_lost("himmeli-me", also_silent=True) == []


def test_a_worker_that_was_thought_dead_changes_nothing_any_more(queued):
    row = running("himmeli-slow")
    DBTaskResult.objects.get().claim("himmeli-next")

    assert queue.note_success(row, None) is False
    assert DBTaskResult.objects.get().status == "RUNNING"


def test_two_workers_never_take_the_same_task(queued):
    happenings.greet.enqueue("Aino")

    first, second = queue.claim_next("himmeli-1"), queue.claim_next("himmeli-2")

    assert first is not None
    assert second is None


def test_tasks_of_a_plugin_that_is_off_wait_until_it_is_on(queued, activate, monkeypatch):
    def count_posts():
        return 0

    activate("blog")
    count_posts.__module__, count_posts.__qualname__ = "plugins.blog.tasks", "count_posts"
    counting = task()(count_posts)
    monkeypatch.setattr("plugins.blog.tasks.count_posts", counting, raising=False)
    counting.enqueue()
    switch_off("blog")

    work()
    row = DBTaskResult.objects.get()
    assert (row.status, row.worker_ids) == ("READY", [])
    assert row.run_after > timezone.now()

    activate("blog")
    DBTaskResult.objects.update(run_after=timezone.now())
    work()
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_a_task_whose_code_is_gone_is_kept(queued):
    happenings.greet.enqueue("Aino")
    DBTaskResult.objects.update(task_path="plugins.gone.tasks.greet")

    work()

    assert queue.dead_letters().get().exception_class_path == "builtins.ModuleNotFoundError"


def test_what_is_done_is_forgotten_after_a_week_and_what_failed_after_three_months(queued):
    for status, days in (("SUCCESSFUL", 6), ("SUCCESSFUL", 8), ("FAILED", 80), ("FAILED", 100)):
        result = happenings.greet.enqueue(f"{status} {days}")
        DBTaskResult.objects.filter(pk=result.id).update(
            status=status, finished_at=timezone.now() - timedelta(days=days)
        )

    tidy_tasks()

    kept = {row.args_kwargs["args"][0] for row in DBTaskResult.objects.all()}
    assert kept == {"SUCCESSFUL 6", "FAILED 80"}
