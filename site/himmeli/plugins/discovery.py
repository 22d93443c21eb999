"""Which plugins lie on this machine, found without running any of their code.

Two places are looked at: the folders named by HIMMELI_PLUGIN_DIRS (default: `plugins/`), where every folder with a
`plugin.py` is a plugin, and the entry-point group `himmeli.plugins` of installed packages, whose value is the dotted
path of the package that holds `plugin.py`.
"""

import os
import sys
from contextlib import nullcontext
from dataclasses import dataclass, field
from importlib import import_module, metadata, util
from pathlib import Path

from .facts import read_facts

ROOT = Path(__file__).resolve().parents[3]
ENTRY_POINT_GROUP = "himmeli.plugins"


@dataclass(frozen=True)
class Found:
    """A plugin on disk. `label` is its folder's name: app label, URL namespace, template and static folder.

    `facts` are what its manifest says in plain values; `problem` is why it cannot be installed, as far as can be told
    from reading it.
    """

    label: str
    module: str
    path: Path
    facts: dict = field(default_factory=dict, compare=False)
    problem: str = field(default="", compare=False)

    @property
    def config(self) -> str:
        return f"{self.module}.plugin.Plugin"

    @property
    def requires(self) -> tuple[str, ...]:
        return tuple(self.facts.get("requires", ()))


def plugin_folders() -> list[Path]:
    """The folders looked into, made importable."""
    named = os.environ.get("HIMMELI_PLUGIN_DIRS")
    folders = [Path(name).resolve() for name in named.split(os.pathsep) if name] if named else [ROOT / "plugins"]
    for folder in folders:
        if str(folder.parent) not in sys.path:
            sys.path.append(str(folder.parent))
    _join_folders_of_one_name(folders)
    return folders


def _join_folders_of_one_name(folders):
    """Two folders called `plugins` are one Python package: without this, only the first could be imported from."""
    names = [folder.name for folder in folders]
    for folder in folders:
        if names.count(folder.name) > 1:
            package = import_module(folder.name)
            if str(folder) not in list(package.__path__):
                package.__path__.append(str(folder))


def discover() -> dict[str, Found]:
    """Return {label: Found}, in alphabetical order. The first of two with one label wins."""
    found = {}
    for folder in plugin_folders():
        for manifest in sorted(folder.glob("*/plugin.py")):
            label = manifest.parent.name
            found.setdefault(label, look_at(label, f"{folder.name}.{label}", manifest.parent))
    for entry in metadata.entry_points(group=ENTRY_POINT_GROUP) if _any_entry_point() else ():
        path = _package_path(entry.value)
        label = entry.value.rpartition(".")[2]
        if path is not None and label not in found:
            found[label] = look_at(label, entry.value, path)
    return dict(sorted(found.items()))


def look_at(label: str, module: str, path: Path) -> Found:
    facts, problem = read_facts(path / "plugin.py", module)
    if not (label.isidentifier() and label.islower()):
        problem = "the folder's name must be a Python name in small letters, such as work_parties"
    return Found(label, module, path, facts, problem)


def _any_entry_point():
    """Whether any installed package says it brings a plugin. Asked at every start: reads the files as they are."""
    for folder in {path for path in sys.path if path.endswith("-packages")}:
        with os.scandir(folder) if os.path.isdir(folder) else nullcontext(()) as entries:
            for entry in entries:
                if entry.name.endswith((".dist-info", ".egg-info")):
                    try:
                        with open(os.path.join(entry.path, "entry_points.txt"), "rb") as file:
                            if ENTRY_POINT_GROUP.encode() in file.read():
                                return True
                    except OSError:
                        continue
    return False


def _package_path(module):
    """Where a package lies. Only its top package is looked up, for a deeper look-up would import that."""
    top, *rest = module.split(".")
    try:
        spec = util.find_spec(top)
    except (ImportError, ValueError):
        return None
    if spec is None or not spec.submodule_search_locations:
        return None
    path = Path(spec.submodule_search_locations[0], *rest)
    return path if (path / "plugin.py").is_file() else None
