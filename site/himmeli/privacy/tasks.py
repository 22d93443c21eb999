from django.db import transaction

from himmeli.tasks import task

from .copying import write_copy
from .letters import write_letter
from .models import DataCopy


@task(retries=3)
def make_copy(copy_id: int) -> None:
    """Gather a person's data, and tell her. One that was replaced by a newer one is not made."""
    with transaction.atomic():
        copy = DataCopy.objects.select_for_update(of=("self",)).select_related("user").filter(pk=copy_id).first()
        if copy is None or copy.is_ready:
            return
        write_copy(copy)
        send_letter.enqueue("copy_ready", copy.user.email, copy.user.language)


@task(retries=5)
def send_letter(name: str, email: str, language: str, due_at: str = "", token: str = "") -> None:
    write_letter(name, email, language, due_at, token)
