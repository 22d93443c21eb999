import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.test import RequestFactory

from himmeli.blocks.core_blocks import OFFERED
from himmeli.blocks.registry import COLUMN, PAGE, SECTION, TEXT, known_block, offered_blocks
from himmeli.pages.models import HomePage, ReusableSection

from .values import Maker

pytestmark = pytest.mark.django_db

NAMES = [name for name, block, places in OFFERED]
IN_PLACES = [(name, place) for name, block, places in OFFERED for place in places]
TAGS = {PAGE: "render_stream", COLUMN: "render_plain_stream", TEXT: "render_plain_stream"}


def render(home, name, value, place=PAGE):
    """As a page shows it: in its section, or plain inside a column or a post."""
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    stream_block = HomePage._meta.get_field("body").stream_block
    stream = stream_block.normalize([(name, value)])
    template = Template("{% load himmeli_blocks %}{% " + TAGS[place] + " stream %}")
    return template.render(Context({"stream": stream, "request": request, "page": home}))


@pytest.mark.parametrize(("name", "place"), IN_PLACES)
@pytest.mark.parametrize("only_required", [False, True], ids=["filled", "required"])
def test_a_block_is_shown_with_all_and_with_the_least_in_it(site_root, things, name, place, only_required):
    value = Maker(things, only_required=only_required).value(known_block(name))

    html = render(site_root, name, value, place)

    has_content = name not in {"inner_columns", "columns"} and (name != "divider" or place == PAGE)
    assert html.strip()
    assert not has_content or re.search(r"<\w", html)
    assert "None" not in html


@pytest.mark.parametrize(("name", "place"), IN_PLACES)
def test_what_an_editor_writes_is_never_run(site_root, things, name, place):
    value = Maker(things, hostile=True).value(known_block(name))

    html = render(site_root, name, value, place)

    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert 'href="javascript:' not in html.replace("'", '"')


@pytest.mark.parametrize("name", NAMES)
def test_a_block_that_failed_is_not_what_these_tests_saw(site_root, things, name):
    """Streams leave out a block that raises. Rendered alone, it would raise here."""
    block = known_block(name)

    for maker in (Maker(things), Maker(things, only_required=True), Maker(things, hostile=True)):
        block.render(maker.value(block), {"request": RequestFactory().get("/"), "page": site_root})


@pytest.mark.parametrize("name", NAMES)
def test_a_block_has_an_icon_a_group_a_help_text_and_a_preview(name):
    block = known_block(name)

    assert block.meta.icon.startswith("h-")
    assert str(block.meta.group)
    assert str(block.meta.label)
    assert str(block.get_description())
    assert block.is_previewable


@pytest.mark.parametrize("name", [name for name in NAMES if name not in {"image", "gallery", "logos", "reusable"}])
def test_a_preview_shows_the_block_in_the_sites_look(client, administrator, site_root, name):
    client.force_login(administrator)

    answer = client.get("/admin/block-preview/", {"id": known_block(name).definition_prefix})

    assert answer.status_code == 200
    html = answer.content.decode()
    assert 'rel="stylesheet" href="/theme/' in html
    assert f"section--{name}" in html
    inside = html.split("<section", 1)[1]
    assert re.search(r"[A-Za-z]{3}", re.sub(r"<[^>]*>", "", inside)) or name == "divider"


@pytest.mark.parametrize("name", ["image", "gallery", "logos", "reusable"])
def test_a_preview_is_made_of_the_sites_own_pictures_and_sections(client, administrator, things, name):
    client.force_login(administrator)
    block = known_block(name)

    without = client.get("/admin/block-preview/", {"id": block.definition_prefix})

    assert without.status_code == 200
    assert ("<img" in without.content.decode()) == (name != "reusable")


@pytest.mark.parametrize("name", NAMES)
def test_a_preview_works_on_a_site_that_has_nothing_yet(client, administrator, site_root, name):
    client.force_login(administrator)

    assert client.get("/admin/block-preview/", {"id": known_block(name).definition_prefix}).status_code == 200


def test_columns_nest_once():
    inside = offered_blocks(COLUMN)["inner_columns"].child_blocks["columns"].child_block.child_blocks["content"]

    assert "columns" not in offered_blocks(COLUMN)
    assert not {"columns", "inner_columns"} & set(offered_blocks(inside.place))


def test_the_look_of_a_section_is_asked_for_only_where_it_makes_one():
    assert "settings" in offered_blocks(PAGE)["notice"].child_blocks
    assert "settings" in offered_blocks(SECTION)["notice"].child_blocks
    for place in (COLUMN, TEXT):
        block = offered_blocks(place)["notice"]
        assert "settings" not in block.child_blocks
        assert block.meta.form_layout.settings == []
        assert block is offered_blocks(place)["notice"]


def test_a_block_that_was_written_with_a_look_is_read_where_it_has_none():
    value = offered_blocks(TEXT)["notice"].to_python({"title": "Avoinna", "settings": {"background": "tint"}})

    assert value["title"] == "Avoinna"


def test_a_shared_section_offers_all_that_a_page_does_but_shared_sections():
    assert set(offered_blocks(PAGE)) - set(offered_blocks(SECTION)) == {"reusable"}


def test_a_draft_of_a_shared_section_is_not_shown(site_root, section):
    section.live = False
    value = known_block("reusable").normalize({"section": section})

    assert "Leipää" not in render(site_root, "reusable", value)

    section.live = True
    assert "Leipää lauantaina" in render(site_root, "reusable", known_block("reusable").normalize({"section": section}))


def test_a_section_that_shows_itself_ends(site_root, section):
    section.body = [("reusable", {"section": section}), ("heading", {"text": "Loppu"})]
    section.save()
    section = ReusableSection.objects.get()

    html = render(site_root, "reusable", known_block("reusable").normalize({"section": section}))

    assert html.count("Loppu") == 1


def clean(name, **values):
    block = known_block(name)
    return block.clean(block.normalize({**block.get_default(), **values}))


def errors_of(name, **values):
    with pytest.raises(ValidationError) as caught:
        clean(name, **values)
    return caught.value.block_errors


@pytest.mark.parametrize(
    "url",
    [
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://m.youtube.com/watch?app=x&v=dQw4w9WgXcQ",
        "https://youtu.be/dQw4w9WgXcQ?t=3",
        "https://www.youtube.com/shorts/dQw4w9WgXcQ",
        "https://vimeo.com/76979871",
        "https://player.vimeo.com/video/76979871",
        "/media/himmeli.mp4",
    ],
)
def test_a_video_from_where_it_can_be_shown_is_taken(url):
    assert clean("video", url=url, title="Himmeli")["url"] == url


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/video.mp4",
        "https://www.dailymotion.com/video/x1",
        "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com/@himmeli",
        "https://evil.example/?youtube.com/watch?v=dQw4w9WgXcQ",
        "javascript:alert(1)",
        "//evil.example/video.mp4",
        "/media/himmeli.pdf",
        "http://[broken",
    ],
)
def test_a_video_from_elsewhere_is_refused_with_a_reason(url):
    errors = errors_of("video", url=url, title="Himmeli")

    assert "YouTube" in errors["url"].messages[0]


def test_a_video_loads_nothing_before_it_is_asked_for(site_root):
    html = render(site_root, "video", clean("video", url="https://youtu.be/dQw4w9WgXcQ", title="Himmeli"))

    assert "<iframe" not in html
    assert not re.search(r'src="https?:', html)


@pytest.mark.parametrize(("latitude", "longitude"), [("91", "25"), ("-90.1", "25"), ("62", "180.5"), ("NaN", "25")])
def test_a_place_off_the_map_is_refused(latitude, longitude):
    from decimal import Decimal

    assert errors_of("map", latitude=Decimal(latitude), longitude=Decimal(longitude))


@pytest.mark.parametrize(
    ("url", "stored"),
    [
        ("example.org", "https://example.org"),
        ("marketta@example.org", "mailto:marketta@example.org"),
        ("#liity", "#liity"),
        ("/fi/jasenyys/", "/fi/jasenyys/"),
        ("tel:+358401234567", "tel:+358401234567"),
    ],
)
def test_an_address_is_completed(url, stored):
    buttons = clean("buttons", buttons=[{"label": "Liity", "url": url}])["buttons"]

    assert buttons[0]["url"] == stored


@pytest.mark.parametrize("url", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "ei osoite", "sana"])
def test_an_address_that_leads_nowhere_is_refused(url):
    errors = errors_of("buttons", buttons=[{"label": "Liity", "url": url}])

    assert errors["buttons"]


def test_a_link_that_says_nothing_is_refused():
    assert errors_of("buttons", buttons=[{"label": "", "url": "https://example.org"}])


def test_a_link_to_a_draft_leads_nowhere(page):
    link = known_block("buttons").child_blocks["buttons"].child_block.normalize({"label": "Tarina", "page": page})
    assert link.href == page.url

    page.live = False
    assert link.href == ""


def test_a_picture_without_words_is_asked_for_them(picture):
    picture.description = ""
    picture.save()

    assert "alt" in errors_of("image", image=picture)
    assert clean("image", image=picture, alt="Kylätalo")
    assert clean("image", image=picture, decorative=True)


def test_a_picture_with_words_of_its_own_is_taken(picture):
    assert clean("image", image=picture)["alt"] == ""


def test_columns_must_fit_their_layout():
    columns = [{"content": []}, {"content": []}]

    assert "layout" in errors_of("columns", layout="1-1-1", columns=columns)
    assert clean("columns", layout="1-2", columns=columns)
