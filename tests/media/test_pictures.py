import struct
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image
from wagtail.images.forms import get_image_form
from wagtail.models import Collection

from himmeli.media.models import Picture
from himmeli.media.pictures import BROKEN, NOT_ACCEPTED, check_picture, harmless_picture

from .conftest import GPS, ORIENTATION, draw

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'
HTML = b"<html><script>alert('hidden')</script></html>"


def bomb(width, height):
    """A PNG of a few hundred bytes that claims to be huge."""

    def part(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", pixels) + part(b"IEND", b"")


def refusal(file):
    with pytest.raises(ValidationError) as caught:
        check_picture(file)
    return caught.value


@pytest.mark.parametrize("name", ["drawing.svg", "drawing.SVG", "page.html", "picture.bmp", "picture", "photo.jpg.exe"])
def test_a_file_of_another_kind_is_refused_by_its_name(upload, name):
    assert refusal(upload(name, SVG)).message == NOT_ACCEPTED


@pytest.mark.parametrize("data", [SVG, HTML, b"just words", b"", b"\xff\xd8\xff", b"%PDF-1.7"])
def test_a_file_named_as_a_picture_that_is_none_is_refused(upload, data):
    assert refusal(upload("photo.jpg", data)).message == BROKEN


def test_a_picture_with_the_wrong_ending_is_refused_with_the_kind_it_is(upload):
    error = refusal(upload("photo.png", draw("JPEG")))

    assert error.code == "invalid_image_known_format"
    assert "JPEG" in error.messages[0]


@pytest.mark.parametrize("size", [(8001, 8000), (40_000, 40_000), (2_000_000, 2_000_000)])
def test_a_picture_bomb_is_refused_before_it_is_decoded(upload, size, monkeypatch):
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda self: pytest.fail("decoded"))

    assert refusal(upload("bomb.png", bomb(*size))).code == "file_too_many_pixels"


def test_many_frames_count_as_pixels(upload, settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 64 * 48 * 3

    assert refusal(upload("dance.gif", draw("GIF", frames=4))).code == "file_too_many_pixels"


def test_a_huge_file_is_refused_with_both_sizes(upload, settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 100

    error = refusal(upload("photo.jpg", draw("JPEG")))

    assert error.code == "file_too_large"
    assert "100" in error.messages[0]


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_where_and_with_what_a_picture_was_taken_is_not_kept(upload, format):
    data = draw(format, place=True)
    assert GPS in Image.open(BytesIO(data)).getexif()

    kept = harmless_picture(upload(f"photo.{format.lower()}", data)).read()

    assert dict(Image.open(BytesIO(kept)).getexif()) == {}
    assert b"Camera of" not in kept


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_a_picture_stays_the_right_way_up(upload, format, orientation):
    from PIL import ImageOps

    data = draw(format, place=True, orientation=orientation)
    seen_before = ImageOps.exif_transpose(Image.open(BytesIO(data))).size

    kept = harmless_picture(upload(f"photo.{format.lower()}", data)).read()

    assert ImageOps.exif_transpose(Image.open(BytesIO(kept))).size == seen_before
    assert set(Image.open(BytesIO(kept)).getexif()) <= {ORIENTATION}


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_page_hidden_behind_a_picture_is_cut_off(upload, format):
    kept = harmless_picture(upload(f"photo.{format.lower()}", draw(format) + HTML)).read()

    assert b"<script" not in kept
    assert Image.open(BytesIO(kept)).format == format


@pytest.mark.parametrize("format", ["JPEG", "GIF"])
def test_a_page_hidden_in_a_comment_is_cut_out(upload, format):
    data = draw(format, comment=HTML)
    assert b"<script" in data

    assert b"<script" not in harmless_picture(upload("photo", data)).read()


@pytest.mark.parametrize("format", ["GIF", "WEBP", "PNG"])
def test_a_moving_picture_still_moves(upload, format):
    kept = harmless_picture(upload("dance", draw(format, frames=3))).read()

    assert Image.open(BytesIO(kept)).n_frames == 3


def test_a_photograph_is_not_made_worse(upload):
    picture = Image.effect_noise((200, 150), 80).convert("RGB")
    out = BytesIO()
    picture.save(out, "JPEG", quality=85)
    before = Image.open(BytesIO(out.getvalue()))

    after = Image.open(harmless_picture(upload("photo.jpg", out.getvalue())))

    differences = [abs(a - b) for a, b in zip(before.tobytes(), after.tobytes(), strict=True)]
    assert sum(differences) / len(differences) < 1
    assert before.quantization == after.quantization


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_picture_cut_short_is_refused(upload, format):
    data = draw(format, size=(400, 300))

    with pytest.raises(ValidationError):
        harmless_picture(upload("photo", data[: len(data) * 2 // 3]))


def test_a_picture_saved_without_a_form_keeps_no_place_either(db, upload):
    picture = Picture(title="Laituri")
    picture.file.save("laituri.jpg", upload("laituri.jpg", draw("JPEG", place=True)), save=False)
    picture.save()

    picture = Picture.objects.get()
    with picture.open_file() as file:
        assert dict(Image.open(file).getexif()) == {}
    assert picture.file_size == picture.file.size
    assert (picture.width, picture.height) == (64, 48)


def test_the_admin_form_takes_a_photograph_and_asks_what_is_in_it(administrator, upload):
    form = get_image_form(Picture)(
        {"title": "Laituri", "collection": Collection.objects.get(depth=1).pk},
        {"file": upload("laituri.jpg", draw("JPEG", place=True))},
        user=administrator,
    )

    assert form.is_valid(), form.errors
    assert form.fields["description"].label == "Mitä kuvassa on?"
    picture = form.save()
    with picture.open_file() as file:
        assert GPS not in Image.open(file).getexif()


@pytest.mark.parametrize(
    ("name", "data"), [("drawing.svg", SVG), ("photo.jpg", b"words"), ("photo.png", draw("JPEG")), ("b.png", SVG)]
)
def test_uploading_many_at_once_refuses_each_bad_file_with_its_reason(client, administrator, upload, name, data):
    client.force_login(administrator)

    answer = client.post(
        "/admin/images/multiple/add/",
        {"title": "x", "files[]": upload(name, data), "collection": Collection.objects.get(depth=1).pk},
        headers={"x-requested-with": "XMLHttpRequest"},
    ).json()

    assert answer["success"] is False
    assert answer["error_message"]
    assert not Picture.objects.exists()


def test_a_members_own_form_refuses_what_the_admin_refuses(db, upload):
    """Any ModelForm asks the model."""
    picture = Picture(title="x", file=upload("photo.jpg", b"words"), width=1, height=1)

    with pytest.raises(ValidationError) as caught:
        picture.full_clean(exclude=["collection"])

    assert "file" in caught.value.message_dict


def test_a_picture_without_words_is_not_read_aloud_by_its_file_name(db, upload):
    assert Picture(title="IMG_2044").default_alt_text == ""
    assert Picture(title="IMG_2044", description="Vene rannassa").default_alt_text == "Vene rannassa"
