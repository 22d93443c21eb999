from himmeli.plugins.waiting import waits

from .boom import boom


@waits
def notes_wait(user):
    boom()
