from himmeli.plugins.waiting import Waiting, waits


@waits(label="Notes to read")
def notes_wait(user):
    return [Waiting("Notes to read", 3, "/admin/")]
