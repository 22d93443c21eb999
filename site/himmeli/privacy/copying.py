"""The copy of all that the site keeps of a person: a zip of JSON and files, made after the page has answered."""

import json
import re
import tempfile
import zipfile
from datetime import timedelta
from pathlib import PurePath

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import override

from himmeli.identity.details import site_details
from himmeli.plugins.personal_data import personal_data

from .models import DataCopy, DataCopyPart

KEEP_DAYS = 7
PART_SIZE = 1024 * 1024


def write_copy(copy: DataCopy) -> None:
    """Fill a copy with the person's data. When a part of the site fails to tell what it keeps, the whole is not made:
    a copy that lacks something would be a wrong answer."""
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, override(copy.user.language):
            write_archive(archive, copy.user)
        copy.size = file.tell()
        file.seek(0)
        copy.parts.all().delete()
        for number, content in enumerate(iter(lambda: file.read(PART_SIZE), b"")):
            DataCopyPart.objects.create(copy=copy, number=number, content=content)
    copy.ready_at = timezone.now()
    copy.expires_at = copy.ready_at + timedelta(days=KEEP_DAYS)
    copy.save(update_fields=["size", "ready_at", "expires_at"])


def write_archive(archive: zipfile.ZipFile, user) -> None:
    contents = []
    # Of plugins that are off, too: what they keep is still hers.
    for entry in personal_data.entries():
        rows = list(entry.value.export(user))
        files = list(entry.value.files(user)) if entry.value.files else []
        if not rows and not files:
            continue
        name = entry.name.replace(".", "/")
        archive.writestr(f"{name}.json", _json(rows))
        for number, (title, file) in enumerate(files, 1):
            _write_file(archive, f"{name}/{number:03}-{_safe_name(title)}", file)
        contents.append({"name": name, "title": _title(entry.value), "rows": len(rows), "files": len(files)})
    words = {"user": user, "contents": contents, "site_name": site_details().name, "made_at": timezone.now()}
    archive.writestr("README.txt", render_to_string("privacy/readme.txt", words))


def parts_of(copy: DataCopy):
    """The bytes of a copy, one part in memory at a time."""
    for number in copy.parts.values_list("number", flat=True):
        yield bytes(copy.parts.values_list("content", flat=True).get(number=number))


def _json(rows):
    return json.dumps(rows, cls=_Plain, ensure_ascii=False, indent=2)


class _Plain(DjangoJSONEncoder):
    def default(self, value):
        """What is none of JSON's is told in words: lazy texts, choices, files."""
        try:
            return super().default(value)
        except TypeError:
            return str(value)


def _write_file(archive, name, file):
    """A file that is gone from the disk is left out: the rows name it."""
    try:
        with file.open("rb") as source, archive.open(name, "w", force_zip64=True) as target:
            for chunk in iter(lambda: source.read(PART_SIZE), b""):
                target.write(chunk)
    except FileNotFoundError:
        return


def _safe_name(title):
    name = PurePath(str(title)).name
    return re.sub(r"[^\w.\- ]", "_", name)[:100].strip(". ") or "file"


def _title(value):
    return str(value.label or capfirst(value.model._meta.verbose_name_plural))
