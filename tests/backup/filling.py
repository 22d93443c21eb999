"""Run inside a site: people, odd values, and what the plugin "dummy" keeps."""

from datetime import UTC, datetime

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django_tasks_db.models import DBTaskResult
from plugins.dummy.models import Note

from himmeli.media.models import File
from himmeli.plugins.activation import switch_on

switch_on("dummy")
people = get_user_model().objects
people.create_user("äijä@example.org", "himmeli-testi-1", display_name="Äijä 🌾 \u2028 O'Brien")
people.create_user("gone@example.org", "himmeli-testi-1", display_name="Gone").delete()
Note.objects.create(text='Pysyy "tallessa"\n\\ 🪵\t')
document = File(title="Säännöt", file=ContentFile(b"\x00\xff\r\n" * 1000, "säännöt.pdf"))
document.save()
DBTaskResult.objects.create(
    task_path="himmeli.nowhere",
    args_kwargs={"args": [2**60, 1.5, "ä\u2028", None, [], {}], "kwargs": {"b": {"z": 1, "a": 2}}},
    run_after=datetime(9999, 1, 1, tzinfo=UTC),
    backend_name="default",
)
