"""A whole site of its own, used through its commands, in processes of their own."""

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SNAPSHOT = ROOT / "tests" / "backup" / "snapshot.py"


@dataclass
class Site:
    folder: Path
    url: str
    plugin_dirs: str = str(ROOT / "plugins")

    @property
    def environment(self):
        return {
            **os.environ,
            "DATABASE_URL": self.url or f"sqlite:///{self.folder / 'site.sqlite3'}",
            "HIMMELI_VAR": str(self.folder),
            "HIMMELI_PLUGIN_DIRS": self.plugin_dirs,
            "HIMMELI_DEMO": "0",
            "DEBUG": "0",
            "DJANGO_SETTINGS_MODULE": "himmeli.settings",
        }

    def command(self, *arguments):
        return [sys.executable, str(ROOT / "manage.py"), *map(str, arguments)]

    def run(self, *arguments, **environment):
        """What a command said, and how it ended."""
        return subprocess.run(
            self.command(*arguments), cwd=ROOT, env={**self.environment, **environment}, capture_output=True, text=True
        )

    def manage(self, *arguments, **environment) -> str:
        done = self.run(*arguments, **environment)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def execute(self, script, **environment) -> str:
        return self.manage("shell", "--verbosity=0", "-c", f"exec(open({str(script)!r}).read())", **environment)

    def back_up(self) -> Path:
        return Path(self.manage("backup").splitlines()[0])

    def rows(self) -> dict:
        """{model: its rows}, told by Django's own serializers."""
        out = self.folder / "snapshot.json"
        self.execute(SNAPSHOT, SNAPSHOT_TO=str(out))
        return json.loads(out.read_text())

    def files(self) -> dict:
        media = self.folder / "media"
        return {
            path.relative_to(media).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(media.rglob("*"))
            if path.is_file()
        }
