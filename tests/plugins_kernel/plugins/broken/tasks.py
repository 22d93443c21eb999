from himmeli.plugins.jobs import job

from .boom import boom


@job(every="minute")
def tick():
    boom()
