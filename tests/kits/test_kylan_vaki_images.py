import tomllib
from pathlib import Path

import pytest
from PIL import Image

IMAGES = Path(__file__).resolve().parents[2] / "fixtures" / "kits" / "kylan-vaki" / "images"
PICTURES = tomllib.loads((IMAGES / "images.toml").read_text(encoding="utf-8"))

EACH_PICTURE = pytest.mark.parametrize(("name", "facts"), PICTURES.items(), ids=PICTURES)


@EACH_PICTURE
def test_each_picture_says_what_is_seen_in_both_languages(name, facts):
    for language in ("fi", "en"):
        assert facts["title"][language]
        assert 20 <= len(facts["alt"][language]) <= 125


@EACH_PICTURE
def test_each_picture_is_light_and_large_enough(name, facts):
    path = IMAGES / facts["file"]

    assert path.name == f"{name}.webp"
    assert path.stat().st_size < 90_000
    with Image.open(path) as picture:
        assert max(picture.size) == (900 if name.startswith("portrait-") else 1600)


@EACH_PICTURE
def test_each_focal_point_lies_within_its_picture(name, facts):
    assert all(0 <= part <= 100 for part in facts["focal_point"])


def test_no_drawn_picture_lacks_its_description():
    drawn = {path.stem for path in IMAGES.glob("*.webp") if not path.stem.startswith("logo-")}

    assert drawn == {name for name in PICTURES if not name.startswith("logo-")}
