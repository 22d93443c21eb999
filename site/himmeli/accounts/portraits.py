"""Pictures that members give of themselves: pixels made anew, in a folder of their own."""

from io import BytesIO
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext_noop
from PIL import Image, ImageOps
from wagtail.models import Collection

from himmeli.media.models import Picture
from himmeli.media.pictures import BROKEN, check_picture

LARGEST_SIDE = 900
FOLDER = gettext_noop("Portraits of members")


def portrait_file(upload, *, largest_side: int = LARGEST_SIDE) -> ContentFile:
    """The picture drawn anew, small and without anything hidden. Raises ValidationError when it can't be read."""
    check_picture(upload)
    upload.seek(0)
    try:
        with Image.open(upload) as image:
            image = ImageOps.exif_transpose(image)
            image.thumbnail((largest_side, largest_side))
            out = BytesIO()
            image.convert("RGBA" if _is_see_through(image) else "RGB").save(out, "WEBP", quality=85)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValidationError(BROKEN, code="invalid_image") from error
    return ContentFile(out.getvalue(), name=f"{PurePath(upload.name).stem[:40] or 'portrait'}.webp")


@transaction.atomic
def set_portrait(*, user, file: ContentFile) -> Picture:
    """Make it her picture; the one she had given before is deleted."""
    old = user.portrait
    picture = Picture(title=user.display_name, file=file, uploaded_by_user=user, collection=_folder())
    picture.save()
    user.portrait = picture
    user.save(update_fields=["portrait"])
    _delete_own(old, user)
    return picture


@transaction.atomic
def remove_portrait(*, user) -> None:
    old, user.portrait = user.portrait, None
    user.save(update_fields=["portrait"])
    _delete_own(old, user)


def _delete_own(picture, user):
    """Only what she brought herself: one that a coordinator chose for her may be in use elsewhere."""
    if picture is not None and picture.uploaded_by_user_id == user.pk and picture.collection_id == _folder().pk:
        picture.delete()


def _folder():
    known = Collection.objects.filter(name=FOLDER).first()
    return known or Collection.get_first_root_node().add_child(name=FOLDER)


def _is_see_through(image):
    return image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
