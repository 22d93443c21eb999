import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from wagtail.documents.forms import get_document_form
from wagtail.models import Collection

from himmeli.media.documents import check_document
from himmeli.media.models import File

HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
PROGRAM = b"MZ\x90\x00\x03" + b"\0" * 60
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def package(**members):
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, data in members.items():
            file.writestr(name.replace("__", "/"), data)
    return out.getvalue()


DOCX = package(**{"[Content_Types].xml": "<x/>", "word__document.xml": "<x/>"})
ODT = package(mimetype="application/vnd.oasis.opendocument.text", content="x")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("saannot.pdf", PDF),
        ("SAANNOT.PDF", PDF),
        ("kirje.docx", DOCX),
        ("kirje.odt", ODT),
        ("kuvat.zip", package(a="1")),
        ("jasenet.csv", "nimi;kunta\nVäinö;Kuhmo\n".encode("cp1252")),
        ("jasenet.csv", "\ufeffnimi;kunta\nVäinö;Kuhmo\n".encode()),
        ("muistio.txt", "Läsnä: < 10 henkeä".encode("utf-16")),
        ("kirje.rtf", rb"{\rtf1 Hei}"),
        ("talkoot.ics", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"),
    ],
)
def test_a_document_that_is_what_its_name_says_is_accepted(upload, name, data):
    check_document(upload(name, data))


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("page.html", HTML, "extension"),
        ("program.js", b"alert(1)", "extension"),
        ("setup.exe", PROGRAM, "extension"),
        ("drawing.svg", b"<svg/>", "extension"),
        ("kirje.docm", DOCX, "extension"),
        ("nothing", PDF, "extension"),
        ("page.pdf", HTML, "content"),
        ("page.txt", HTML, "content"),
        ("page.csv", b"\xef\xbb\xbf  " + HTML, "content"),
        ("run.txt", b"#!/bin/sh\nrm -rf /\n", "content"),
        ("setup.txt", PROGRAM, "content"),
        ("setup.zip", PROGRAM, "content"),
        ("setup.docx", PROGRAM, "content"),
        ("kirje.docx", ODT, "content"),
        ("kirje.odt", DOCX, "content"),
        ("kirje.docx", package(a="1"), "content"),
        ("kirje.docx", b"PK\x03\x04broken", "content"),
        ("photo.csv", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "content"),
        ("page.ics", HTML, "content"),
        ("kirje.docx", package(**{"word__document.xml": "x", "word__vbaProject.bin": "x"}), "macros"),
        ("tyhja.pdf", b"", "empty"),
    ],
)
def test_a_document_that_lies_or_runs_is_refused_with_a_reason(upload, name, data, code):
    with pytest.raises(ValidationError) as caught:
        check_document(upload(name, data))

    assert caught.value.code == code
    assert caught.value.messages[0]


def test_a_huge_document_is_refused(upload, settings):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 10

    with pytest.raises(ValidationError) as caught:
        check_document(upload("saannot.pdf", PDF))

    assert caught.value.code == "size"


def test_the_admin_form_says_why_a_document_is_refused(administrator, upload):
    form = get_document_form(File)(
        {"title": "Säännöt", "collection": Collection.objects.get(depth=1).pk},
        {"file": upload("saannot.pdf", HTML)},
        user=administrator,
    )

    assert not form.is_valid()
    assert ".pdf" in form.errors["file"][0]


def test_uploading_many_documents_at_once_refuses_the_bad_one(client, administrator, upload):
    client.force_login(administrator)

    answer = client.post(
        "/admin/documents/multiple/add/",
        {"title": "x", "files[]": upload("saannot.pdf", HTML), "collection": Collection.objects.get(depth=1).pk},
        headers={"x-requested-with": "XMLHttpRequest"},
    ).json()

    assert answer["success"] is False
    assert not File.objects.exists()


@pytest.fixture
def rules(db, upload):
    return File.objects.create(title="Säännöt", file=upload("saannot.pdf", PDF))


def test_a_document_is_saved_and_never_shown_or_run(client, rules):
    answer = client.get(rules.url)

    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_a_documents_file_has_no_second_address_that_asks_nobody(client, rules):
    assert client.get(f"/media/{rules.file.name}").status_code == 404
    assert client.get(f"/media//{rules.file.name}").status_code == 404
    assert client.get(f"/media/original_images/../{rules.file.name}").status_code == 404


def test_a_picture_is_served_in_a_sandbox(client, db, upload):
    from himmeli.media.models import Picture

    from .conftest import draw

    picture = Picture(title="x")
    picture.file.save("x.png", upload("x.png", draw("PNG")))
    answer = client.get(picture.file.url)

    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    assert "sandbox" in answer["Content-Security-Policy"]
