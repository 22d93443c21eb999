from himmeli.plugins.jobs import job

from .services import forget_unconfirmed


@job(every="day")
def forget_who_never_came():
    forget_unconfirmed()
