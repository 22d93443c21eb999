"""What is let in as a document: files that are what their name says, of the kinds the site's settings list."""

import os
import zipfile

import filetype
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

NOT_ACCEPTED = _("Files that end in .%(extension)s aren't accepted. Accepted are: %(accepted)s.")
NOT_WHAT_IT_SAYS = _(
    "The name ends in .%(extension)s, but the file isn't of that kind. Open it in the program it was made with, save "
    "it again and upload the new file."
)
WITH_PROGRAM = _("The file holds macros, which are programs. Save it without macros and upload that.")
TOO_LARGE = _("The file is too large (%(size)s). At most %(largest)s is accepted.")
EMPTY = _("The file is empty.")

# A file that must stand in the package, by the name's ending.
OFFICE = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/", "key": "Index"}
OPEN_DOCUMENT = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
    "odp": b"application/vnd.oasis.opendocument.presentation",
}
BEGINNINGS = {"pdf": b"%PDF-", "rtf": b"{\\rtf", "ics": b"BEGIN:VCALENDAR"}
TEXT = {"csv", "ics", "txt"}
PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe")
MARKUP = (b"<!doctype", b"<html", b"<head", b"<body", b"<script", b"<svg", b"<?xml", b"<?php", b"<iframe")
BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
HEAD = 4096


def check_document(file) -> None:
    """Raise ValidationError, with a reason, unless the file is of an accepted kind and what its name says."""
    extension = os.path.splitext(file.name or "")[1].lower().lstrip(".")
    accepted = settings.WAGTAILDOCS_EXTENSIONS
    if extension not in accepted:
        names = {"extension": extension, "accepted": ", ".join(accepted).upper()}
        raise ValidationError(NOT_ACCEPTED, params=names, code="extension")
    if not file.size:
        raise ValidationError(EMPTY, code="empty")
    largest = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE
    if largest and file.size > largest:
        sizes = {"size": filesizeformat(file.size), "largest": filesizeformat(largest)}
        raise ValidationError(TOO_LARGE, params=sizes, code="size")
    try:
        is_right = _is(extension, file)
    finally:
        file.seek(0)
    if not is_right:
        raise ValidationError(NOT_WHAT_IT_SAYS, params={"extension": extension}, code="content")


def _is(extension, file) -> bool:
    file.seek(0)
    head = file.read(HEAD)
    if extension in OFFICE or extension in OPEN_DOCUMENT or extension == "zip":
        return head.startswith(b"PK") and _is_package(extension, file)
    if extension in BEGINNINGS and not _without_mark(head).lstrip().startswith(BEGINNINGS[extension]):
        return False
    return extension not in TEXT or _is_plain_text(head)


def _is_package(extension, file) -> bool:
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as package:
            names = package.namelist()
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                raise ValidationError(WITH_PROGRAM, code="macros")
            if extension in OPEN_DOCUMENT:
                with package.open("mimetype") as member:
                    return member.read(100).strip() == OPEN_DOCUMENT[extension]
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError, EOFError):
        return False
    return extension == "zip" or any(name.startswith(OFFICE[extension]) for name in names)


def _is_plain_text(head) -> bool:
    marked = head.startswith(BYTE_ORDER_MARKS[1:])
    text = _without_mark(head).lstrip().lower()
    if text.startswith((*PROGRAMS, *MARKUP)) or head.startswith(PROGRAMS):
        return False
    return filetype.guess(head) is None and (marked or b"\0" not in head)


def _without_mark(head) -> bytes:
    for mark in BYTE_ORDER_MARKS:
        head = head.removeprefix(mark)
    return head
