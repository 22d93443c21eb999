"""What is let in as a picture, and what of it is kept: the pixels, and nothing that tells where they were taken."""

import os
import struct
import warnings
from io import BytesIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from PIL import Image

NOT_ACCEPTED = _(
    "This kind of file can't be used as a picture. Use JPG, PNG, WebP, AVIF or GIF. A drawing in SVG could hide a "
    "program: save it as PNG and upload that."
)
BROKEN = _("This isn't a picture, or the file is broken. Open it in the program it came from and save it again.")
WRONG_NAME = _("The name ends in .%(extension)s, but the picture is of another kind (%(image_format)s). Rename it.")
TOO_LARGE = _(
    "The file is too large (%(file_size)s). At most %(max_filesize)s is accepted. Save a smaller copy and upload that."
)
TOO_MANY_PIXELS = _(
    "The picture is too large: it has more pixels than the site can take. Save a smaller copy, for example 4000 pixels "
    "wide, and upload that."
)

FORMATS = {
    "AVIF": ("avif",),
    "GIF": ("gif",),
    "JPEG": ("jpg", "jpeg"),
    "MPO": ("jpg", "jpeg"),  # a JPEG with further pictures behind the first, as some telephones make them
    "PNG": ("png",),
    "WEBP": ("webp",),
}
OPENED = [name for name in FORMATS if name != "MPO"]  # which Pillow makes of a JPEG by itself
ORIENTATION = 0x0112
ANIMATED = {"save_all": True}
# The parts of a WebP file that make the picture; EXIF and XMP tell where and with what it was taken.
WEBP_PARTS = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
WEBP_METADATA_FLAGS = 0b00001100


def check_picture(file) -> None:
    """Raise ValidationError unless the file is a picture of an accepted kind and size. Decodes nothing."""
    extension = os.path.splitext(file.name or "")[1].lower().lstrip(".")
    if extension not in settings.WAGTAILIMAGES_EXTENSIONS:
        raise ValidationError(NOT_ACCEPTED, code="invalid_image_extension")
    largest = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    if file.size > largest:
        sizes = {"file_size": filesizeformat(file.size), "max_filesize": filesizeformat(largest)}
        raise ValidationError(TOO_LARGE, params=sizes, code="file_too_large")
    with _opened(file) as image:
        if extension not in FORMATS[image.format]:
            names = {"extension": extension, "image_format": image.format}
            raise ValidationError(WRONG_NAME, params=names, code="invalid_image_known_format")


def harmless_picture(content) -> ContentFile:
    """The picture written anew: right way up, without place, camera, comments, or anything hidden behind it.

    Raises ValidationError when it can't be read to its end.
    """
    with _opened(content) as image:
        try:
            written = _write(image, content)
        except (OSError, ValueError, SyntaxError, struct.error, Image.DecompressionBombError) as error:
            raise ValidationError(BROKEN, code="invalid_image") from error
    return ContentFile(written, name=content.name)


def _opened(file):
    """The picture with its size known and its pixels not yet read."""
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(file, formats=OPENED)
    except Image.DecompressionBombError as error:
        raise ValidationError(TOO_MANY_PIXELS, code="file_too_many_pixels") from error
    except Exception as error:
        # Decoders raise many kinds of errors on files made to break them.
        raise ValidationError(BROKEN, code="invalid_image") from error
    pixels = image.width * image.height * (1 if image.format == "MPO" else getattr(image, "n_frames", 1))
    if pixels > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise ValidationError(TOO_MANY_PIXELS, code="file_too_many_pixels")
    return image


def _write(image, content) -> bytes:
    orientation = image.getexif().get(ORIENTATION, 1)
    if image.format == "WEBP" and orientation == 1:
        image.load()
        return _webp_without_metadata(_bytes_of(content))
    if image.format == "AVIF" and not image.info.get("exif") and not image.info.get("xmp"):
        image.load()
        return _bytes_of(content)
    options = {
        "format": "JPEG" if image.format == "MPO" else image.format,
        "icc_profile": image.info.get("icc_profile"),
    }
    if 1 < orientation <= 8:
        options["exif"] = _only_orientation(orientation)
    out = BytesIO()
    image.save(out, **{key: value for key, value in {**options, **_how(image)}.items() if value is not None})
    return out.getvalue()


def _how(image) -> dict:
    """How to write it so that it loses nothing that can be seen."""
    if image.format == "JPEG":
        return {"quality": "keep", "comment": b"", "optimize": True}
    if image.format == "GIF":
        return {**ANIMATED, "comment": b""}
    if image.format == "PNG":
        return ANIMATED if getattr(image, "n_frames", 1) > 1 else {}
    return {"quality": 92, **(ANIMATED if getattr(image, "n_frames", 1) > 1 and image.format != "MPO" else {})}


def _only_orientation(orientation):
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    return exif.tobytes()


def _bytes_of(content) -> bytes:
    content.seek(0)
    return content.read()


def _webp_without_metadata(data: bytes) -> bytes:
    """The same picture, not compressed anew: a WebP is a row of parts, of which some are left out."""
    end = 8 + struct.unpack_from("<I", data, 4)[0]
    parts, at = [], 12
    while at + 8 <= min(end, len(data)):
        name, size = data[at : at + 4], struct.unpack_from("<I", data, at + 4)[0]
        part = data[at + 8 : at + 8 + size]
        if name == b"VP8X":
            part = bytes([part[0] & ~WEBP_METADATA_FLAGS]) + part[1:]
        if name in WEBP_PARTS:
            parts.append(name + struct.pack("<I", size) + part + b"\0" * (size % 2))
        at += 8 + size + size % 2
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(body)) + body
