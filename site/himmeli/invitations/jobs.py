from himmeli.plugins.jobs import job

from .sending import send_waiting


@job(every="minute")
def send_invitations():
    send_waiting()
