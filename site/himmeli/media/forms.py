from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import BaseImageForm

from . import pictures


class PictureForm(BaseImageForm):
    """How the admin takes pictures: the reasons for a refusal, and the alternative text, in plain words."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"].error_messages.update(
                invalid_image_extension=pictures.NOT_ACCEPTED,
                invalid_image=pictures.BROKEN,
                invalid_image_known_format=pictures.WRONG_NAME,
                file_too_large=pictures.TOO_LARGE,
                file_too_many_pixels=pictures.TOO_MANY_PIXELS,
            )
        if "description" in self.fields:
            self.fields["description"].label = _("What is in the picture?")
            self.fields["description"].help_text = _(
                "One sentence, as you would tell it to a friend on the phone. It is read aloud to those who can't see "
                "the picture, and helps search engines find it. For example: Three women knead dough at a long table."
            )
