import pytest

from himmeli.themes.exceptions import ThemeError
from himmeli.themes.theme import BARE, default_theme, find_themes, load_theme

SHEET = 'stylesheets = ["theme.css"]'
FONT = (
    '[fonts.heading]\nfamily = "{family}"\nfallback = "{fallback}"\nfiles = [{{ src = "{src}", weight = "{weight}" }}]'
)


def font(family="Own", fallback="serif", src="x.woff2", weight="400"):
    return FONT.format(family=family, fallback=fallback, src=src, weight=weight)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"head": "version = "}, "theme.toml does not parse"),
        ({"head": 'parent = "nowhere"'}, "its parent nowhere can't be used: "),
        ({"head": 'parent = "broken"'}, "the parents go in a circle: broken > broken"),
        ({"colors": 'ground = "#ffffff"'}, "[colors] lacks surface, tint"),
        ({"tail": '[colors_alt]\nground = "red;} body{"'}, "colour ground must be written as #rrggbb"),
        ({"tail": '[shape]\nradius = "3px;} body{display:none"'}, "[shape] radius is not a plain CSS value"),
        ({"tail": "[space]\nsection = \"url('https://example.org')\""}, "[space] section is not a plain CSS value"),
        ({"tail": '[type]\n"x:red;--y" = "1"'}, "[type] x:red;--y is not a plain CSS value"),
        ({"head": 'scheme = "sepia"'}, 'scheme must be "light" or "dark"'),
        ({"head": 'title = "Name"'}, "[title] must be a table"),
        ({"head": "variations = 3"}, "[variations] must be a table"),
        ({"head": SHEET}, "the stylesheet static/theme.css is not there"),
        (
            {"head": 'stylesheets = ["../../secret.css"]'},
            "stylesheets: ../../secret.css is not the name of",
        ),
        ({"head": SHEET, "files": {"static/theme.css": "a {"}}, "static/theme.css: line 1: { is opened"),
        (
            {"head": SHEET, "files": {"static/theme.css": "a { background: url(none.png) }"}},
            "static/theme.css: none.png is not a file in static/",
        ),
        (
            {"head": SHEET, "files": {"static/theme.css": "a { background: url(../theme.toml) }"}},
            "static/theme.css: ../theme.toml is not a file in static/",
        ),
        ({"tail": font(family="x; } body {")}, "[fonts.heading] family must be a plain name"),
        ({"tail": font(src="missing.woff2")}, "[fonts.heading] the font static/missing.woff2 is not there"),
        ({"tail": font(fallback="serif; } body {")}, "[fonts.heading] fallback is not a plain CSS value"),
        (
            {"tail": font(weight="bold"), "files": {"static/x.woff2": ""}},
            "[fonts.heading] weight can't be 'bold'",
        ),
        ({"tail": '[variations.x]\ncolors = { brand = "blue" }'}, "colour brand of variation x must be written as"),
    ],
)
def test_a_broken_theme_is_named_with_its_reason_and_skipped(write_theme, given, reason):
    write_theme("broken", **given)

    themes, broken = find_themes()

    assert "broken" not in themes
    assert broken["broken"].startswith(reason)
    assert "himmeli" in themes


def test_a_folder_without_theme_toml_is_named(themes_folder):
    (themes_folder / "empty" / "static").mkdir(parents=True)

    assert find_themes()[1] == {"empty": "theme.toml is not there"}


def test_a_circle_of_parents_is_broken_for_each_of_them(write_theme):
    write_theme("one", 'parent = "two"')
    write_theme("two", 'parent = "one"')

    assert find_themes()[1] == {
        "one": "the parents go in a circle: one > two > one",
        "two": "the parents go in a circle: two > one > two",
    }


def test_a_child_inherits_what_it_does_not_say(write_theme):
    write_theme("above", tail='[shape]\nradius = "1px"\nline = "2px"\n[variations.sea]\nshape = { line = "5px" }')
    write_theme("child", 'parent = "above"', colors='brand = "#330033"', tail='[shape]\nradius = "9px"')

    child = load_theme("child")

    assert [theme.name for theme in child.chain] == ["child", "above"]
    assert child.table("colors")["brand"] == "#330033"
    assert child.table("colors")["text"] == "#111111"
    assert child.table("shape") == {"radius": "9px", "line": "2px"}
    assert child.table("shape", "sea") == {"radius": "9px", "line": "5px"}
    assert list(child.variations) == ["sea"]


def test_an_empty_table_of_opposite_colours_means_one_scheme_even_for_a_child(write_theme):
    write_theme("night", 'parent = "himmeli"', colors="", tail="[colors_alt]")

    assert load_theme("night").table("colors_alt") == {}


def test_a_changed_file_is_read_again(write_theme):
    folder = write_theme("own")
    before = load_theme("own")

    text = (folder / "theme.toml").read_text()
    (folder / "theme.toml").write_text(text.replace("#004466", "#440066"))
    after = load_theme("own")

    assert before.table("colors")["brand"] == "#004466"
    assert after.table("colors")["brand"] == "#440066"


@pytest.mark.parametrize("name", ["../himmeli", "himmeli/../kaamos", "", "Himmeli", ".", "nowhere"])
def test_a_name_that_is_no_theme_is_refused(name):
    with pytest.raises(ThemeError):
        load_theme(name)


def test_without_any_theme_the_core_has_its_own_looks(settings, tmp_path):
    settings.HIMMELI_THEME_DIRS = [tmp_path]

    assert default_theme().name == BARE
    assert default_theme().table("colors")["ground"] == "#fbf9f3"
