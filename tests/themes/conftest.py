import pytest
from django.conf import settings as project
from django.template import engines

from himmeli.themes import faults

COLORS = """
ground = "#ffffff"
surface = "#ffffff"
tint = "#f4f4f4"
text = "#111111"
quiet = "#555555"
brand = "#004466"
on_brand = "#ffffff"
accent = "#ffcc00"
on_accent = "#111111"
accent_text = "#664400"
danger = "#990000"
info = "#004488"
success = "#005500"
warning = "#663300"
"""
SHIPPED = project.HIMMELI_THEME_DIRS


@pytest.fixture(autouse=True)
def _no_compiled_templates():
    """Templates that another test compiled, and faults it noted, belong to its themes."""
    loaders = engines["django"].engine.template_loaders
    for loader in loaders:
        loader.reset()
    faults.forget_noted()
    yield
    for loader in loaders:
        loader.reset()


@pytest.fixture
def themes_folder(tmp_path, settings):
    """A folder of the test's own for themes, before those that are shipped."""
    folder = tmp_path / "themes"
    folder.mkdir()
    settings.HIMMELI_THEME_DIRS = [folder, *SHIPPED]
    return folder


@pytest.fixture
def write_theme(themes_folder):
    """`write_theme("name", "toml before [colors]", files={"templates/x.html": "..."})`. Gives its folder."""

    def write(name, head="", colors=COLORS, tail="", files=()):
        folder = themes_folder / name
        folder.mkdir(exist_ok=True)
        table = f"[colors]\n{colors}\n" if colors else ""
        (folder / "theme.toml").write_text(f"{head}\n{table}{tail}\n", encoding="utf-8")
        for path, content in dict(files).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(content, encoding="utf-8")
        return folder

    return write
