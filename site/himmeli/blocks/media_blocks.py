"""Blocks of pictures, files and what is shown from elsewhere."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .choosers import DocumentChooserBlock
from .previews import sample
from .section import (
    MEDIA,
    ChoiceBlock,
    LinkBlock,
    SectionBlock,
    field_error,
    line,
    lines,
    picture,
    rich_text,
    several,
    struct,
)
from .video import NOT_PLAYABLE, find_player


class ImageBlock(SectionBlock):
    image = picture(required=True)
    alt = line(
        _("What is in the picture"),
        help_text=_(
            "One sentence, as you would tell it on the phone, for those who can't see it. Empty: the words kept "
            "with the picture itself."
        ),
    )
    decorative = blocks.BooleanBlock(
        label=_("It is only decoration"),
        required=False,
        help_text=_("Tick this if the picture tells nothing. Screen readers then pass it over."),
    )
    caption = line(_("Caption"))
    size = ChoiceBlock(
        label=_("Size"),
        choices=[("normal", _("As wide as the text")), ("wide", _("Wider")), ("full", _("Edge to edge"))],
        default="normal",
    )
    link = LinkBlock(label=_("Link"), required=False)

    def clean(self, value):
        value = super().clean(value)
        image = value.get("image")
        has_words = value.get("alt") or value.get("decorative") or (image and image.description)
        if image and not has_words and not self.is_deferred_validation:
            raise field_error(
                "alt",
                _("Tell in a sentence what is in the picture, for those who can't see it. Else tick decoration."),
            )
        return value

    class Meta:
        icon = "h-image"
        label = _("Picture")
        group = MEDIA
        template = "blocks/image.html"
        description = _("One picture with a caption.")
        preview_value = sample("image")
        label_format = "{caption}"


class GalleryBlock(SectionBlock):
    title = line(_("Title"))
    images = several(
        _("Pictures"),
        struct(image=picture(required=True), caption=line(_("Caption")), label_format="{caption}"),
        min_num=1,
        max_num=60,
    )
    layout = ChoiceBlock(
        label=_("Layout"), choices=[("grid", _("Grid")), ("row", _("A row to scroll"))], default="grid"
    )

    class Meta:
        icon = "h-images"
        label = _("Gallery")
        group = MEDIA
        template = "blocks/gallery.html"
        description = _("Many pictures, which open large.")
        preview_value = sample("gallery")
        label_format = "{title}"


class LogosBlock(SectionBlock):
    title = line(_("Title"))
    logos = several(
        _("Logos"),
        struct(
            image=picture(_("Logo"), required=True),
            name=line(_("Name"), required=True),
            url=blocks.URLBlock(label=_("Web address"), required=False, help_text=_("Begins with https://")),
            label_format="{name}",
        ),
        min_num=1,
        max_num=40,
    )

    class Meta:
        icon = "h-handshake"
        label = _("Logos")
        group = MEDIA
        template = "blocks/logos.html"
        description = _("Partners and supporters.")
        preview_value = sample("logos")
        label_format = "{title}"


class DownloadsBlock(SectionBlock):
    title = line(_("Title"))
    files = several(
        _("Files"),
        struct(
            document=DocumentChooserBlock(label=_("Document")),
            title=line(_("Title"), help_text=_("Empty: the title of the document.")),
            text=lines(_("Text"), rows=2),
        ),
        min_num=1,
        max_num=60,
    )

    class Meta:
        icon = "h-download"
        label = _("Files to download")
        group = MEDIA
        template = "blocks/downloads.html"
        description = _("Rules, forms, minutes: documents for visitors to download.")
        preview_value = sample("downloads")
        label_format = "{title}"


class VideoBlock(SectionBlock):
    url = line(
        _("Address of the video"),
        required=True,
        max_length=500,
        search_index=False,
        help_text=_("Copied from YouTube or Vimeo, or the address of an mp4 or webm file on this site."),
    )
    title = line(_("Title"), required=True)
    poster = picture(_("Picture before it plays"))
    caption = line(_("Caption"))

    def clean(self, value):
        value = super().clean(value)
        url = (value.get("url") or "").strip()
        if url and find_player(url) is None:
            raise field_error("url", NOT_PLAYABLE)
        value["url"] = url
        return value

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["player"] = find_player(value.get("url") or "")
        return context

    class Meta:
        icon = "h-video"
        label = _("Video")
        group = MEDIA
        template = "blocks/video.html"
        description = _("A video. Nothing is loaded from elsewhere before the visitor presses play.")
        preview_value = sample("video")
        label_format = "{title}"


class MapBlock(SectionBlock):
    title = line(_("Title"))
    address = lines(_("Address"), rows=2)
    latitude = blocks.DecimalBlock(
        label=_("Latitude"),
        min_value=-90,
        max_value=90,
        help_text=_(
            "The first of two numbers that any map gives when you press the place with the right mouse button. In "
            "Finland it is between 59 and 71, such as 62.2311."
        ),
    )
    longitude = blocks.DecimalBlock(
        label=_("Longitude"),
        min_value=-180,
        max_value=180,
        help_text=_("The second number. In Finland it is between 19 and 32, such as 29.8734."),
    )
    zoom = blocks.IntegerBlock(
        label=_("How near"), min_value=3, max_value=18, default=13, help_text=_("From 3, a continent, to 18, a house.")
    )
    text = rich_text(_("How to get there"))

    class Meta:
        icon = "h-map-pin"
        label = _("Map")
        group = MEDIA
        template = "blocks/map.html"
        description = _("Where to find you. The map is loaded when the visitor asks for it.")
        preview_value = sample("map")
        label_format = "{title}"
