from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from himmeli.media.models import File, Picture
from himmeli.pages.models import ContentPage, FormField, FormPage, ReusableSection


@pytest.fixture
def picture(db):
    out = BytesIO()
    Image.new("RGB", (640, 480), (35, 73, 60)).save(out, "PNG")
    picture = Picture(title="talo.png", description="Kylätalo")
    picture.file.save("talo.png", SimpleUploadedFile("talo.png", out.getvalue()), save=False)
    picture.save()
    return picture


@pytest.fixture
def document(db):
    return File.objects.create(title="Säännöt", file=SimpleUploadedFile("saannot.pdf", b"%PDF-1.7\n%%EOF"))


@pytest.fixture
def page(site_root):
    return site_root.add_child(instance=ContentPage(title="Tarina", slug="tarina", locale=site_root.locale))


@pytest.fixture
def make_form(site_root):
    def make(*fields, **values):
        values.setdefault("title", "Ota yhteyttä")
        form = site_root.add_child(instance=FormPage(locale=site_root.locale, **values))
        fields = fields or (("Nimesi", "singleline"), ("Sähköposti", "email"), ("Viesti", "multiline"))
        for order, (label, kind, *choices) in enumerate(fields):
            form.form_fields.add(
                FormField(label=label, field_type=kind, sort_order=order, choices="\n".join(choices), required=True)
            )
        form.save()
        return FormPage.objects.get(pk=form.pk)

    return make


@pytest.fixture
def form_page(make_form):
    return make_form()


@pytest.fixture
def section(site_root):
    return ReusableSection.objects.create(
        name="Leipälauantai", locale=site_root.locale, body=[("heading", {"text": "Leipää lauantaina"})]
    )


@pytest.fixture
def things(picture, document, page, form_page, section):
    return {"picture": picture, "document": document, "page": page, "form": form_page, "section": section}
