from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from himmeli.tasks.exceptions import NotDead
from himmeli.tasks.queue import dead_letters, forget_dead_letter, retry_all_dead_letters, retry_dead_letter, state


class Command(BaseCommand):
    help = "Show how the background work stands, and try again or throw away what failed."

    def add_arguments(self, parser):
        parser.add_argument("action", nargs="?", choices=["list", "retry", "forget"], default="list")
        parser.add_argument("ids", nargs="*", type=UUID)
        parser.add_argument("--all", action="store_true", help="retry everything that failed")

    def handle(self, *, action, ids, all, **options):
        if action == "list":
            return self._list()
        if action == "retry" and all:
            self.stdout.write(f"{retry_all_dead_letters()} tasks are tried again.")
            return None
        if not ids:
            raise CommandError(f"Say which: tasks {action} ID, as `tasks list` names them.")
        for task_id in ids:
            try:
                (retry_dead_letter if action == "retry" else forget_dead_letter)(task_id)
            except NotDead:
                raise CommandError(f"No failed task has the number {task_id}.") from None
            self.stdout.write(f"{task_id} {'is tried again' if action == 'retry' else 'is forgotten'}.")
        return None

    def _list(self):
        now = state()
        seen = f"last seen {timezone.localtime(now.seen_at):%Y-%m-%d %H:%M:%S}" if now.seen_at else "never seen"
        self.stdout.write(f"Worker: {'running' if now.is_running else 'not running'}, {seen}. Due: {now.waiting}.")
        for row in dead_letters():
            last_line = (row.traceback.strip().splitlines() or [row.exception_class_path])[-1]
            self.stdout.write(f"{row.pk}  {row.finished_at:%Y-%m-%d %H:%M}  {row.task_path}\n    {last_line[:200]}")
