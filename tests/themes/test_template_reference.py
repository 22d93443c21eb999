"""The reference says what the templates do: a component, an input or a block that is missing there fails here."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "site/himmeli/themes/templates/himmeli"
PAGES = ROOT / "site/himmeli/pages/templates/pages"
COMPONENTS = sorted(path.stem for path in (TEMPLATES / "components").glob("*.html"))
INPUTS = re.compile(r"\{# Inputs: (.*?) #\}", re.DOTALL)
BLOCK = re.compile(r"\{% block (\w+) %\}")
SLOT = re.compile(r'\{% slot "([\w.]+)" %\}')


def reference(name):
    return (ROOT / f"docs/reference/{name}.md").read_text(encoding="utf-8")


def section_of(component):
    found = re.search(rf"^### {component}$(.*?)(?=^##|\Z)", reference("components"), re.DOTALL | re.MULTILINE)
    return found.group(1) if found else ""


@pytest.mark.parametrize("component", COMPONENTS)
def test_reference_gives_each_component_the_inputs_its_template_names(component):
    template = (TEMPLATES / f"components/{component}.html").read_text(encoding="utf-8")

    assert f"Inputs: {INPUTS.search(template).group(1)}" in section_of(component)


def test_reference_names_no_component_that_is_gone():
    assert sorted(re.findall(r"^### (\w+)$", reference("components"), re.MULTILINE)) == COMPONENTS


def test_reference_lists_every_block_and_slot_of_the_layout():
    layout = "".join(
        path.read_text(encoding="utf-8") for path in [TEMPLATES / "base.html", *TEMPLATES.glob("partials/*.html")]
    )
    named = BLOCK.findall((TEMPLATES / "base.html").read_text(encoding="utf-8")) + SLOT.findall(layout)

    assert [name for name in named if f"`{name}`" not in reference("templates")] == []


@pytest.mark.parametrize("template", sorted(path.name for path in PAGES.glob("*_page*.html")))
def test_reference_lists_every_block_of_the_page_types(template):
    blocks = BLOCK.findall((PAGES / template).read_text(encoding="utf-8"))
    text = reference("templates")

    assert f"`pages/{template}`" in text
    assert [name for name in blocks if f"`{name}`" not in text] == []


def test_no_page_of_the_core_has_inline_style_or_script():
    own = [TEMPLATES, PAGES, ROOT / "site/himmeli/blocks/templates/blocks", ROOT / "themes"]
    inline = re.compile(
        r"""\sstyle="[^"{]*:|<style|\son(click|load|submit|change)=|<script(?![^>]*(\ssrc=|ld\+json))"""
    )

    pages = [path for folder in own for path in folder.rglob("*.html")]

    assert len(pages) > 80
    assert [path.name for path in pages if inline.search(path.read_text(encoding="utf-8"))] == []
