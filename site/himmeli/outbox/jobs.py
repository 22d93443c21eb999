from himmeli.plugins.jobs import job

from .retention import forget_old
from .sending import send_due


@job(every="minute")
def send_waiting_emails():
    """Send what is still due: what was to be tried again, and what a process that ended left behind."""
    send_due()


@job(every="day")
def forget_old_emails():
    forget_old()
