import time
from xml.etree import ElementTree

import pytest

from himmeli.themes.ornament import draw_avatar, draw_cover, draw_ornament

SVG = "{http://www.w3.org/2000/svg}"
NAMES = [f"Kylän väki {number}" for number in range(60)]
HOSTILE = ["", " ", "<script>alert(1)</script>", '" onload="alert(1)', "]]>", "🌾🧵", "\x00", "\ud800", "ä" * 100_000]


def draw_small(seed):
    return draw_ornament(seed, size="small")


def draw_turning(seed):
    return draw_ornament(seed, size="turning")


EVERY_KIND = pytest.mark.parametrize("draw", [draw_ornament, draw_small, draw_cover, draw_avatar, draw_turning])


@EVERY_KIND
def test_the_same_name_always_gives_the_same_picture(draw):
    first = draw("Rääkkylä")

    for cached in (draw_ornament, draw_cover, draw_avatar):
        cached.cache_clear()

    assert draw("Rääkkylä") == first


def test_a_picture_is_the_same_in_every_release():
    assert draw_ornament("Himmeli", size="small").count("<path") == 4
    assert draw_ornament("Himmeli").startswith(
        '<svg xmlns="http://www.w3.org/2000/svg" class="ornament ornament--large" viewBox="'
    )


@pytest.mark.parametrize("draw", [draw_ornament, draw_cover, draw_avatar])
def test_another_name_gives_another_picture(draw):
    assert len({draw(name) for name in NAMES}) == len(NAMES)


def test_small_octahedra_are_turned_by_the_name():
    assert len({draw_small(name) for name in NAMES}) > 30


def test_large_ornaments_come_in_several_compositions():
    proportions = {round(width / height, 1) for width, height in map(view_box_size, map(draw_ornament, NAMES))}

    assert len(proportions) >= 4


@EVERY_KIND
@pytest.mark.parametrize("seed", HOSTILE)
def test_whatever_is_typed_gives_well_formed_svg_without_it(draw, seed):
    picture = draw(seed)

    root = ElementTree.fromstring(picture)
    assert root.tag == f"{SVG}svg"
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {"svg", "g", "path", "circle"}
    assert not seed.strip() or seed not in picture


@EVERY_KIND
def test_nothing_that_the_security_policy_forbids_is_written(draw):
    for name in NAMES:
        attributes = {key for element in ElementTree.fromstring(draw(name)).iter() for key in element.attrib}

        assert "style" not in attributes
        assert not [key for key in attributes if key.startswith("on") or "href" in key]


@EVERY_KIND
def test_screen_readers_and_the_tab_key_pass_it_by(draw):
    root = ElementTree.fromstring(draw("Himmeli"))

    assert root.get("aria-hidden") == "true"
    assert root.get("focusable") == "false"


@pytest.mark.parametrize(
    ("draw", "limit", "kind"),
    [
        (draw_ornament, 4000, "large"),
        (draw_small, 700, "small"),
        (draw_cover, 4000, "cover"),
        (draw_avatar, 1500, "avatar"),
    ],
)
def test_pictures_are_small_and_named_by_class(draw, limit, kind):
    for name in NAMES:
        picture = draw(name)

        assert len(picture.encode()) < limit
        assert f'class="ornament ornament--{kind}"' in picture


def test_colours_are_the_themes_own():
    for name in NAMES:
        for picture in (draw_ornament(name), draw_small(name), draw_cover(name), draw_avatar(name)):
            for element in ElementTree.fromstring(picture).iter():
                for paint in (element.get("fill"), element.get("stroke")):
                    assert paint in (None, "none", "currentColor") or paint.startswith("var(--")


def test_a_large_ornament_hangs_in_the_middle():
    left, _, width, _ = map(int, ElementTree.fromstring(draw_ornament("Himmeli")).get("viewBox").split())

    assert left * 2 == -width


def test_a_cover_fills_its_box():
    root = ElementTree.fromstring(draw_cover("Himmeli", width=900, height=600))

    assert root.get("viewBox") == "0 0 900 600"
    assert root.get("preserveAspectRatio") == "xMidYMid slice"


def test_one_tag_offers_covers_and_avatars_too():
    assert draw_ornament("Himmeli", size="cover") == draw_cover("Himmeli")
    assert draw_ornament("Himmeli", size="avatar") == draw_avatar("Himmeli")


def test_an_unknown_size_is_refused():
    with pytest.raises(ValueError, match="not 'huge'"):
        draw_ornament("Himmeli", size="huge")


def test_drawing_costs_a_few_milliseconds_at_most():
    draw_ornament.cache_clear()

    durations = []
    for name in NAMES:
        started = time.process_time()
        draw_ornament(name)
        durations.append(time.process_time() - started)

    assert sorted(durations)[len(durations) // 2] < 0.01  # 2 ms on a small machine; the rest is room for a busy one


def view_box_size(picture):
    _, _, width, height = map(float, ElementTree.fromstring(picture).get("viewBox").split())
    return width, height
