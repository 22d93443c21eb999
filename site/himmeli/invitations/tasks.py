from django_tasks import task

from .sending import send_waiting

RIGHT_AWAY = 5


@task()
def send_queue() -> None:
    """Send what waits, right after somebody was invited. A longer queue is sent by the job of every minute."""
    send_waiting(most=RIGHT_AWAY)
