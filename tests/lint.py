"""`make lint`: every linter, all of them even when one complains."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

PYTHON = sys.executable
BIN = Path(PYTHON).parent
PRODUCTION = {
    "SECRET_KEY": "only-for-this-check-" + "x" * 50,
    "SITE_URL": "https://example.org",
    "HIMMELI_DEMO": "0",
    "DEBUG": "0",
}

CHECKS = {
    "ruff": [BIN / "ruff", "check", "."],
    "ruff format": [BIN / "ruff", "format", "--check", "."],
    "djlint": [BIN / "djlint", "site", "plugins", "themes", "--lint", "--quiet"],
    "import-linter": [BIN / "lint-imports"],
    "migrations": [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"],
    "translations": [PYTHON, "-m", "tests.translations"],
    "check --deploy": [PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
}


def main():
    failed = []
    with tempfile.TemporaryDirectory() as var:
        environment = {**os.environ, **PRODUCTION, "HIMMELI_VAR": var, "PYTHONPATH": f"site{os.pathsep}."}
        environment.pop("DATABASE_URL", None)
        for name, command in CHECKS.items():
            print(f"--- {name}", flush=True)
            if subprocess.run(command, env=environment).returncode:
                failed.append(name)
    print(f"\nLinters that complain: {', '.join(failed)}" if failed else "\nAll linters are content.")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
