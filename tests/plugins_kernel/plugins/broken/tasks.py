from himmeli.plugins.jobs import job

from .boom import boom


@job(every="minute", label="Ticks")
def tick():
    boom()
