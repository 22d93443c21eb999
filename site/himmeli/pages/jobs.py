from himmeli.plugins.jobs import job

from .services import delete_old_answers


@job(every="day")
def forget_old_answers():
    delete_old_answers()
