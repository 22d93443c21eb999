from himmeli.tasks import enqueue_once, task

from .sending import send_due

# Then others have their turn: a letter to ten thousand people must not keep the worker from everything else.
AT_ONCE = 200


@task()
def send_due_emails() -> None:
    """Send what is due. What fails for a while is tried again by the scheduled job."""
    if send_due(limit=AT_ONCE) >= AT_ONCE:
        enqueue_once(send_due_emails)
