"""What a manifest says of its plugin, read as text: the admin can show it though the plugin cannot be imported."""

import ast
from pathlib import Path

# Attributes that the kernel acts on before any code of the plugin runs: they must be written out.
PLAIN_ONLY = {"name", "label", "requires", "enhances"}


def read_facts(manifest: Path, module: str) -> tuple[dict, str]:
    """The literal attributes of the class Plugin (strings, also inside `_()`, tuples, numbers), and what is wrong.

    Never raises.
    """
    try:
        tree = ast.parse(manifest.read_text(encoding="utf-8"))
    except SyntaxError as error:
        return {}, f"plugin.py, line {error.lineno}: {error.msg}"
    except (OSError, ValueError, RecursionError, MemoryError) as error:
        return {}, f"plugin.py cannot be read: {error}"
    found = [node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Plugin"]
    if not found:
        return {}, "plugin.py has no class named Plugin"
    facts, computed = {}, set()
    for name, node in _assignments(found[-1]):
        try:
            facts[name] = _literal(node)
        except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
            computed.add(name)
    return facts, _problem(facts, computed, module)


def _assignments(node):
    for line in node.body:
        if isinstance(line, ast.Assign):
            for target in line.targets:
                if isinstance(target, ast.Name):
                    yield target.id, line.value
        elif isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name) and line.value is not None:
            yield line.target.id, line.value


def _literal(node):
    if isinstance(node, ast.Call) and node.args:
        # `_("...")` and `pgettext_lazy("context", "...")`: the text stands last.
        node = node.args[-1]
    return ast.literal_eval(node)


def _problem(facts, computed, module):
    label = module.rpartition(".")[2]
    for name in sorted(computed & PLAIN_ONLY):
        facts.pop(name, None)
        return f"{name} in plugin.py must be written out, not computed"
    if facts.get("name") != module:
        return f"name in plugin.py must be {module!r}"
    if facts.get("label", label) != label:
        return f"label in plugin.py must be {label!r}, as its folder"
    for name in ("requires", "enhances"):
        value = facts.get(name, ())
        if not isinstance(value, list | tuple) or not all(isinstance(part, str) for part in value):
            facts.pop(name)
            return f"{name} in plugin.py must be a tuple of plugin names"
    return ""
