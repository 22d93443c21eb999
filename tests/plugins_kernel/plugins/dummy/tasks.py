from himmeli.plugins.jobs import job
from tests.plugins_kernel.happenings import heard


@job(every="minute", label="Ticks")
def tick():
    heard.append(("job", "dummy"))
