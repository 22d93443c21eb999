import willow
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from .pictures import harmless_picture


class PictureFieldFile(WagtailImageFieldFile):
    def save(self, name, content, save=True):
        content = harmless_picture(content)
        self.instance.file_size = content.size
        super().save(name, content, save)

    def get_image_dimensions(self):
        """None when a new file is no picture: it is refused later, with a reason, by whoever checks the model."""
        try:
            return super().get_image_dimensions()
        except willow.image.UnrecognisedImageFormatError:
            if self._committed:
                raise
            return None, None


class PictureField(WagtailImageField):
    """Keeps a picture without its hidden data, whichever door it came through: a form, the API, a site kit."""

    attr_class = PictureFieldFile
