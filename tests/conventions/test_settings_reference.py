"""Every variable that the code reads from the environment is explained, and nothing else is."""

import re

from tests.sites import ROOT

PAGE = (ROOT / "docs" / "reference" / "settings.md").read_text()
READ = (
    re.compile(r"""(?<!request\.)environ(?:\.get)?[\[(]\s*["'](\w+)["']"""),
    re.compile(r"""(?<![\w.])(?:flag|words)\(\s*["']([A-Z]\w+)["']"""),
    re.compile(r"""environ\.setdefault\(\s*["'](\w+)["']"""),
)
# The name stands in a constant.
BY_CONSTANT = {"HIMMELI_PROBED_WITHOUT"}


def variables_read():
    names = set(BY_CONSTANT)
    for folder in (ROOT / "site", ROOT / "plugins"):
        for path in folder.rglob("*.py"):
            text = path.read_text()
            if "scaffold" not in path.parts and "environ" in text:
                names.update(name for pattern in READ for name in pattern.findall(text))
    return names


def test_every_variable_is_explained():
    explained = set(re.findall(r"`([A-Z][A-Z0-9_]+)`", "\n".join(re.findall(r"(?m)^\| (.*?) \|", PAGE))))

    assert variables_read() - explained == set()
    assert explained - variables_read() == set()
