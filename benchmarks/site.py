"""A site of its own to measure: seeded once into a temporary folder, served as in production."""

import contextlib
import http.cookiejar
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EMAIL, PASSWORD = "member@example.org", "benchmark-password"


class BenchSite:
    """One site under measurement: its folder, environment and address."""

    def __init__(self, folder: Path, database_url: str):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.folder = folder
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **os.environ,
            "HIMMELI_VAR": str(folder),
            "DATABASE_URL": database_url or f"sqlite:///{folder / 'bench.sqlite3'}",
            "PORT": str(self.port),
            "HIMMELI_DEMO": "0",
            "BEHIND_PROXY": "1",
            # Measured as a site that is in use, without an administrator.
            "HIMMELI_FIRST_RUN": "0",
            "DEBUG": "0",
            "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}",
        }

    def manage(self, *arguments: str) -> None:
        # What is made is indexed at once, not while pages are measured.
        environment = {**self.environment, "HIMMELI_WORKER": "immediate"}
        subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, check=True)

    def prepare(self, posts: int) -> None:
        self.manage("migrate", "--verbosity=0")
        self.manage("collectstatic", "--noinput", "--verbosity=0")
        self.manage("load_kit", "kylan-vaki")
        seed = f"from benchmarks.seed import seed; seed({posts}, {EMAIL!r}, {PASSWORD!r})"
        self.manage("shell", "--verbosity=0", "-c", seed)

    @contextlib.contextmanager
    def served(self, **environment: str):
        """Serve with 2 workers. Yields the process id of the server."""
        with (self.folder / "server.log").open("w") as log:
            server = subprocess.Popen(
                [sys.executable, "manage.py", "serve", "--workers=2"],
                cwd=ROOT,
                env={**self.environment, **environment},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        try:
            self._wait(server)
            yield server.pid
        finally:
            server.terminate()
            server.wait(timeout=30)

    def _wait(self, server):
        for _ in range(200):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{self.address}/fi/", timeout=10)
                return
            if server.poll() is not None:
                break
            time.sleep(0.3)
        raise RuntimeError((self.folder / "server.log").read_text()[-3000:])

    def session_cookie(self) -> str:
        """Sign in as a member; return the Cookie header."""
        jar = http.cookiejar.CookieJar()
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        page = browser.open(f"{self.address}/fi/accounts/login/").read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page).group(1)
        form = {"csrfmiddlewaretoken": token, "login": EMAIL, "password": PASSWORD}
        request = urllib.request.Request(
            f"{self.address}/fi/accounts/login/",
            urllib.parse.urlencode(form).encode(),
            {"Referer": f"{self.address}/fi/accounts/login/"},
        )
        browser.open(request)
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)
        if "sessionid" not in cookies:
            raise RuntimeError("the benchmark's member could not sign in")
        return cookies

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
