from himmeli.tasks import task

from .delivery import deliver_due


@task()
def deliver_notices() -> None:
    """Hand to the outbox what is due."""
    deliver_due()
