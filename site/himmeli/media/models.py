from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition, get_upload_to
from wagtail.images.models import Image as WagtailImage

from himmeli.stamps.services import remember

from .documents import check_document
from .fields import PictureField
from .pictures import check_picture


class Picture(AbstractImage):
    """A picture. `description` is what is said of it to those who can't see it."""

    file = PictureField(verbose_name=_("file"), upload_to=get_upload_to, width_field="width", height_field="height")
    credit = models.CharField(_("photographer or maker"), max_length=200, blank=True)
    licence = models.CharField(_("licence"), max_length=100, blank=True)

    admin_form_fields = (*WagtailImage.admin_form_fields, "credit", "licence")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    @property
    def is_panorama(self) -> bool:
        """Whether it is so wide that cutting it to an ordinary shape would lose what it shows."""
        return self.width >= 2 * self.height

    @property
    def default_alt_text(self):
        """What is said of it where nothing else is. Never the title, which often is the camera's name for the file."""
        return self.description

    def get_rendition(self, filter):
        return self._kept([filter], lambda: super(Picture, self).get_rendition(filter))

    def get_renditions(self, *filters):
        return self._kept([*filters, "several"], lambda: super(Picture, self).get_renditions(*filters))

    def _kept(self, filters, make):
        """Every view of a page asks for the same sizes: kept in memory until content changes, or the picture itself."""
        specs = tuple(each if isinstance(each, str) else each.spec for each in filters)
        focus = (self.focal_point_x, self.focal_point_y, self.focal_point_width, self.focal_point_height)
        return remember("content", ("renditions", self.pk, self.file.name, focus, specs), make)

    def clean(self):
        super().clean()
        _check_new_file(self.file, check_picture)


class Rendition(AbstractRendition):
    """A picture in one size."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("image", "filter_spec", "focal_point_key"), name="media_rendition_unique")
        ]


class File(AbstractDocument):
    """A file to download."""

    admin_form_fields = WagtailDocument.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def clean(self):
        # Not AbstractDocument's own, which believes the name.
        _check_new_file(self.file, check_document)


def _check_new_file(file, check):
    if file and not file._committed:
        try:
            check(file)
        except ValidationError as error:
            raise ValidationError({"file": error}) from error
