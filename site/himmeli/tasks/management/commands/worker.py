from django.core.management.base import BaseCommand

from himmeli.tasks.worker import TaskWorker


class Command(BaseCommand):
    help = "Do what waits in the queue and run the scheduled jobs until told to end. The task in hand is finished."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--until-empty", action="store_true", help="end when nothing is due")
        parser.add_argument("--no-jobs", action="store_true", help="leave the scheduled jobs to another worker")

    def handle(self, *, until_empty, no_jobs, **options):
        worker = TaskWorker()
        worker.obey_signals()
        worker.run(until_empty=until_empty, with_jobs=not (no_jobs or until_empty))
