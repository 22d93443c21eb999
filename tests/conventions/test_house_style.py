"""The rules of the house that a machine can check."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLUGINS = sorted(path.parent for path in (ROOT / "plugins").glob("*/plugin.py"))
CORE = ROOT / "site" / "himmeli"
LEFT_OUT = {"migrations", "vendor", "scaffold", "__pycache__", "locale"}

DRAWERS = {"utils.py", "helpers.py", "common.py", "misc.py"}
# A file name is a promise: what may stand at the top of a plugin's folder.
ANATOMY = {
    "README.md", "__init__.py", "plugin.py", "api.py", "models.py", "models", "querysets.py", "services.py", "services",
    "exceptions.py", "permissions.py", "forms.py", "urls.py", "views", "views.py", "pages.py", "pages", "blocks.py",
    "viewsets.py", "wagtail_hooks.py", "subscribers.py", "providers.py", "slots.py", "tasks.py", "management",
    "templatetags", "locale", "migrations", "templates", "static", "personal_data.py", "waiting.py", "kit.py",
    "kit", "cards.py", "search.py", "sections.py", "tests", "menus.py", "panels.py", "emails.py", "notices.py",
}  # fmt: skip
PHYSICAL = re.compile(
    r"(?<![\w-])(?:margin|padding|border)-(?:left|right)\b|(?<![\w-])(?:left|right)\s*:|text-align:\s*(?:left|right)"
    r"|float:\s*(?:left|right)"
)
TEMPLATE_TAG = re.compile(r"{%.*?%}|{#.*?#}|{{.*?}}", re.DOTALL)
# Long for a reason that stands at the top of the file or in docs/decisions.
LONGEST = 400


def files(*patterns, under=(CORE, ROOT / "plugins", ROOT / "themes")):
    for folder in under:
        for pattern in patterns:
            for path in sorted(folder.rglob(pattern)):
                if not LEFT_OUT & set(path.relative_to(ROOT).parts):
                    yield path


def named(paths):
    return [str(path.relative_to(ROOT)) for path in paths]


def test_there_are_no_drawers():
    assert named(path for path in files("*.py") if path.name in DRAWERS) == []


def test_files_are_short_enough_to_read():
    assert named(path for path in files("*.py") if path.read_text().count("\n") > LONGEST) == []


@pytest.mark.parametrize("plugin", PLUGINS, ids=lambda path: path.name)
def test_plugin_keeps_the_anatomy(plugin):
    there = {path.name for path in plugin.iterdir()} - {"__pycache__"}

    assert there - ANATOMY == set()
    assert {"plugin.py", "README.md"} <= there


@pytest.mark.parametrize("plugin", PLUGINS, ids=lambda path: path.name)
def test_plugin_imports_others_only_through_their_api_and_if_required(plugin):
    requires = _literal(plugin / "plugin.py", "requires") or ()
    wrong = []
    for path in plugin.rglob("*.py"):
        for module in _imports(path):
            parts = module.split(".")
            is_another = parts[0] == "plugins" and len(parts) > 1 and parts[1] != plugin.name
            if is_another and (parts[1] not in requires or parts[2:3] != ["api"]):
                wrong.append(f"{path.relative_to(ROOT)}: {module}")

    assert wrong == []


def test_public_templates_hold_no_inline_style_or_script():
    inline = re.compile(
        r"<style\b|\sstyle=|<script(?![^>]*\b(?:src=|type=\"application/(?:ld\+)?json\"))|\son\w+=",
        re.IGNORECASE,
    )
    templates = (path for path in files("*.html") if not any("admin" in part for part in path.parts))
    public = (path for path in templates if "emails" not in path.parts and "email" not in path.parts)

    markup = ((path, TEMPLATE_TAG.sub("", path.read_text())) for path in public)

    assert [
        f"{path.relative_to(ROOT)}: {found.group()}" for path, html in markup for found in inline.finditer(html)
    ] == []


def test_styles_are_written_for_both_directions():
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in files("*.css")
        for match in PHYSICAL.finditer(re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL))
    ]

    assert found == []


def test_nothing_is_left_for_later():
    later = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|raise NotImplementedError|coming soon|lorem ipsum", re.IGNORECASE)
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in files("*.py", "*.html", "*.css", "*.js")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if later.search(line)
    ]

    assert found == []


def test_links_in_the_docs_lead_somewhere():
    broken = []
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        targets = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text())
        ours = (target for target in targets if "://" not in target and not target.startswith("mailto:"))
        broken += [f"{page.relative_to(ROOT)}: {target}" for target in ours if not (page.parent / target).exists()]

    assert broken == []


def test_every_dependency_is_pinned():
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = [line for line in (ROOT / name).read_text().splitlines() if line and not line.startswith("#")]
        assert [line for line in lines if not re.fullmatch(r"[\w.\-\[\]]+==[\w.]+( ;.*)?", line)] == []


def _imports(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names if node.module == "plugins")


def _literal(path, name):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == name:
            return ast.literal_eval(node.value)
    return None
