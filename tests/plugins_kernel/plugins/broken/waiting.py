from himmeli.plugins.waiting import waits

from .boom import boom


@waits(label="Notes to read")
def notes_wait(user):
    boom()
