from django_tasks import task

from .sending import send_due


@task()
def send_due_emails() -> None:
    """Send what is due."""
    send_due()
