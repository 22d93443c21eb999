import pytest
from django.contrib.staticfiles import finders
from django.core.management import CommandError, call_command

from himmeli.themes.checking import problems_of_theme
from himmeli.themes.finders import ThemeFinder
from himmeli.themes.theme import load_theme

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["himmeli", "kaamos", "torppa"])
def test_the_shipped_themes_keep_what_themes_promise(name):
    assert problems_of_theme(name) == []


@pytest.mark.parametrize("parent", ["himmeli", "kaamos", "torppa"])
def test_a_new_theme_passes_its_check(themes_folder, parent):
    call_command("starttheme", "oma", "--parent", parent)

    assert problems_of_theme("oma") == []
    assert load_theme("oma").parents[0].name == parent


@pytest.mark.parametrize("arguments", [["himmeli"], ["Oma"], ["../oma"], ["oma", "--parent", "nowhere"]])
def test_a_theme_that_cannot_be_begun_is_refused(themes_folder, arguments):
    with pytest.raises(CommandError):
        call_command("starttheme", *arguments)

    assert list(themes_folder.iterdir()) == []


@pytest.mark.parametrize(
    ("files", "tail", "problem"),
    [
        ({"templates/nothing/here.html": "x"}, "", "templates/nothing/here.html replaces no template"),
        ({"templates/404.html": "{% if %}"}, "", "templates/404.html: "),
        ({"helper.py": "print()"}, "", "helper.py: a theme holds no Python"),
        ({}, '[variations.x]\ncolors = { quiet = "#cccccc" }', "[variations.x.colors] quiet can't be read on ground"),
    ],
)
def test_a_theme_that_breaks_a_promise_is_told_which(write_theme, files, tail, problem):
    write_theme("own", files=files, tail=tail)

    assert problems_of_theme("own")[0].startswith(problem)
    with pytest.raises(CommandError):
        call_command("check_theme", "own")


def test_a_template_that_another_of_the_theme_includes_may_be_new(write_theme):
    files = {"templates/404.html": '{% include "own/part.html" %}', "templates/own/part.html": "x"}
    write_theme("own", files=files)

    assert problems_of_theme("own") == []


def test_static_files_of_themes_are_found_and_nothing_else_of_theirs(write_theme):
    folder = write_theme("own", files={"static/a.css": "a {}"})

    assert finders.find("themes/own/a.css") == str(folder / "static" / "a.css")
    assert not finders.find("themes/own/../theme.toml")
    assert not finders.find("themes/own/../../own/theme.toml")
    assert not finders.find("themes/nowhere/a.css")
    assert not finders.find("themes/himmeli/theme.toml")


def test_fonts_resolve_when_collected_for_production(tmp_path, settings, write_theme):
    """CompressedManifestStaticFilesStorage names files by their content; the stylesheet must use those names."""
    from django.contrib.staticfiles import storage

    from himmeli.themes.current import Look
    from himmeli.themes.stylesheet import _compose, preloaded_fonts, stylesheet

    settings.STATIC_ROOT = tmp_path / "collected"
    files = {"static/img/x.png": "x", "static/a.css": "a { background: url(img/x.png) }"}
    write_theme("own", 'parent = "himmeli"\nstylesheets = ["a.css"]', files=files)
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    collected = {f"{themed.prefix}/{path}": (themed, path) for path, themed in ThemeFinder().list([])}
    list(_collect(storage.staticfiles_storage, collected))
    _compose.cache_clear()

    fonts = preloaded_fonts(Look(load_theme("own")))
    css = stylesheet(Look(load_theme("own"))).css.decode()
    _compose.cache_clear()

    addresses = [*fonts, *(part.split('"')[0] for part in css.split('url("/static/')[1:])]
    for address in addresses:
        assert (settings.STATIC_ROOT / address.removeprefix("/static/")).is_file(), address
    assert len(addresses) > 6
    assert all(len(address.rsplit(".", 2)[1]) == 12 for address in fonts)


def _collect(storage, files):
    for name, (source, path) in files.items():
        with source.open(path) as file:
            storage.save(name, file)
    for _name, _processed, error in storage.post_process({name: (storage, name) for name in files}):
        if isinstance(error, Exception):
            raise error
        yield _name
