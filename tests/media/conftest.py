from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

GPS, ORIENTATION, MAKER = 0x8825, 0x0112, 0x010F


def draw(format="JPEG", *, size=(64, 48), place=False, orientation=None, comment=b"", frames=1):
    """The bytes of a small picture, with the hidden data that cameras add when asked for."""
    out = BytesIO()
    exif = Image.Exif()
    exif[MAKER] = "Camera of Kylä"
    if orientation:
        exif[ORIENTATION] = orientation
    if place:
        exif[GPS] = {1: "N", 2: (62.0, 13.0, 52.0), 3: "E", 4: (29.0, 52.0, 24.0)}
    pictures = [Image.new("RGB", size, (80, 20 + 60 * i, 40)) for i in range(frames)]
    options = {"save_all": True, "append_images": pictures[1:]} if frames > 1 else {}
    if comment:
        options["comment"] = comment
    if format != "GIF":
        options["exif"] = exif
    pictures[0].save(out, format, **options)
    return out.getvalue()


@pytest.fixture
def upload():
    def make(name, data):
        return SimpleUploadedFile(name, data)

    return make
