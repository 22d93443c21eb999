"""The schedule and the worker: whether what the site does by itself is done."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_tasks_db.models import DBTaskResult

from himmeli.health.checks import offer_check
from himmeli.health.findings import attention, broken, fine
from himmeli.office.dates import date_and_time
from himmeli.plugins.models import JobRun
from himmeli.tasks.queue import state

STOPPED_AFTER = timedelta(minutes=10)
FAILURES_OF = timedelta(days=2)
TASK_WAITS_AFTER = timedelta(minutes=10)
SHOWN = 5


def schedule_has_stopped() -> bool:
    return not JobRun.objects.filter(started_at__gt=timezone.now() - STOPPED_AFTER).exists()


def tell_about_schedule():
    findings = []
    if schedule_has_stopped():
        last = JobRun.objects.order_by("-started_at").values_list("started_at", flat=True).first()
        when = _("They ran last on %(when)s.") % {"when": date_and_time(last)} if last else _("They have never run.")
        text = _("The scheduled jobs do not run: nothing is published at its time, nothing is tidied up.")
        advice = _("Start the site with “manage.py serve”, or run “manage.py run_jobs --loop” beside it.")
        findings.append(broken(f"{text} {when}", advice))
    failed = JobRun.objects.exclude(error="").filter(started_at__gt=timezone.now() - FAILURES_OF)
    names = {run.job: run.error for run in failed.order_by("started_at")}
    if names:
        text = ngettext(
            "%(number)s scheduled job has failed in the last two days.",
            "%(number)s scheduled jobs have failed in the last two days.",
            len(names),
        )
        details = tuple(f"{name}: {error}" for name, error in list(names.items())[:SHOWN])
        advice = _("They are tried again at their next time. Show these lines to whoever keeps the server.")
        findings.append(attention(text % {"number": len(names)}, advice, details=details))
    return findings or [fine(_("The scheduled jobs run."))]


def tell_about_worker():
    if "Immediate" in settings.TASKS["default"]["BACKEND"]:
        return [fine(_("Tasks are done at once, in the web server. That is enough for a small site."))]
    now, stands, findings = timezone.now(), state(), []
    # A task waits from its `run_after` on; one that has none carries a date in the far future.
    waiting = DBTaskResult.objects.ready().filter(enqueued_at__lt=now - TASK_WAITS_AFTER)
    waiting = waiting.exclude(run_after__gt=now - TASK_WAITS_AFTER, run_after__lte=now).count()
    if not stands.is_running:
        text = ngettext(
            "The worker does not run: e-mail stays here, and %(number)s task waits.",
            "The worker does not run: e-mail stays here, and %(number)s tasks wait.",
            stands.waiting,
        )
        advice = _("“manage.py serve” starts it with the site. With HIMMELI_WORKER=apart, start “manage.py worker”.")
        findings.append(broken(text % {"number": stands.waiting}, advice))
    elif waiting:
        text = ngettext(
            "%(number)s task has waited for more than ten minutes: the worker has more to do than it can.",
            "%(number)s tasks have waited for more than ten minutes: the worker has more to do than it can.",
            waiting,
        )
        advice = _("Start another worker on the server: manage.py worker")
        findings.append(attention(text % {"number": waiting}, advice))
    failed = DBTaskResult.objects.failed().filter(finished_at__gt=now - timedelta(days=7))
    number = failed.count()
    if number:
        text = ngettext(
            "%(number)s task has failed in the last seven days.",
            "%(number)s tasks have failed in the last seven days.",
            number,
        )
        details = tuple(
            f"{task.task_path}: {task.exception_class_path}" for task in failed.order_by("-finished_at")[:SHOWN]
        )
        advice = _("Show these lines to whoever keeps the server. “manage.py tasks retry” tries them again.")
        findings.append(attention(text % {"number": number}, advice, details=details))
    return findings or [fine(_("The worker does its tasks."))]


offer_check("schedule", gettext_lazy("Scheduled jobs"), tell_about_schedule, order=30)
offer_check("worker", gettext_lazy("Tasks in the background"), tell_about_worker, order=40)
