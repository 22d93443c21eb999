"""What docs/security.md promises is proved by tests that exist."""

import ast
import re

from tests.sites import ROOT

PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", PAGE)


def test_each_named_test_exists():
    missing = [f"{path}::{name}" for path, name in NAMED if name not in functions_of(path)]

    assert missing == []


def test_every_promise_names_a_test():
    rows = [line for line in PAGE.splitlines() if line.startswith("| ")][2:]

    assert len(rows) > 12
    assert [row for row in rows if "::test_" not in row] == []


def functions_of(path):
    file = ROOT / path
    tree = ast.parse(file.read_text(encoding="utf-8")) if file.is_file() else ast.Module([], [])
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
