from himmeli.plugins.waiting import Waiting, waits


@waits
def notes_wait(user):
    return [Waiting("Notes to read", 3, "/admin/")]
