"""Which plugins lie on this machine, found without running any of their code.

Two places are looked at: the folders named by HIMMELI_PLUGIN_DIRS (default: `plugins/`), where every folder with a
`plugin.py` is a plugin, and the entry-point group `himmeli.plugins` of installed packages, whose value is the dotted
path of the package that holds `plugin.py`.
"""

import ast
import os
import sys
from dataclasses import dataclass, field
from importlib import metadata, util
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
ENTRY_POINT_GROUP = "himmeli.plugins"


@dataclass(frozen=True)
class Found:
    """A plugin on disk. `label` is its folder's name: app label, URL namespace, template and static folder."""

    label: str
    module: str
    path: Path
    facts: dict = field(default_factory=dict, compare=False)

    @property
    def config(self) -> str:
        return f"{self.module}.plugin.Plugin"


def plugin_folders() -> list[Path]:
    """The folders looked into, made importable."""
    named = os.environ.get("HIMMELI_PLUGIN_DIRS")
    folders = [Path(name) for name in named.split(os.pathsep) if name] if named else [ROOT / "plugins"]
    for folder in folders:
        if str(folder.parent) not in sys.path:
            sys.path.append(str(folder.parent))
    return folders


def discover() -> dict[str, Found]:
    """Return {label: Found}, in alphabetical order. The first of two with one label wins."""
    found = {}
    for folder in plugin_folders():
        for manifest in sorted(folder.glob("*/plugin.py")):
            label = manifest.parent.name
            found.setdefault(label, Found(label, f"{folder.name}.{label}", manifest.parent, read_facts(manifest)))
    for entry in metadata.entry_points(group=ENTRY_POINT_GROUP):
        path = _package_path(entry.value)
        if path is not None:
            label = entry.value.rpartition(".")[2]
            found.setdefault(label, Found(label, entry.value, path, read_facts(path / "plugin.py")))
    return dict(sorted(found.items()))


def read_facts(manifest: Path) -> dict:
    """The literal attributes of the class Plugin in a manifest: strings (also inside `_()`), tuples and numbers.

    Never raises: a manifest that does not parse has no facts.
    """
    try:
        tree = ast.parse(manifest.read_text(encoding="utf-8"))
    except (OSError, ValueError, SyntaxError):
        return {}
    facts = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and node.name == "Plugin":
            for line in node.body:
                if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name):
                    value = _literal(line.value)
                    if value is not None:
                        facts[line.targets[0].id] = value
    return facts


def _literal(node):
    if isinstance(node, ast.Call) and node.args:
        node = node.args[0]
    try:
        return ast.literal_eval(node)
    except ValueError:
        return None


def _package_path(module):
    try:
        spec = util.find_spec(module)
    except Exception:  # finding a package imports its parents, and those may be broken
        return None
    return Path(spec.submodule_search_locations[0]) if spec and spec.submodule_search_locations else None
