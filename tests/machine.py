"""What the tests need of the machine: a browser and a PostgreSQL server. Installed where the machine allows."""

import contextlib
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def find_browser() -> str | None:
    return os.environ.get("HIMMELI_BROWSER") or next(filter(None, map(shutil.which, BROWSERS)), None)


def find_postgres() -> Path | None:
    """The folder of initdb and postgres, newest version first."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -float(path.parent.name))
    on_path = shutil.which("initdb")
    if on_path:
        folders.append(Path(on_path).parent)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


def install(*packages: str) -> bool:
    """Install Debian packages when we are root on a Debian machine. Returns whether it worked."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print(f"Installing {', '.join(packages)}...", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", *packages]):
        if subprocess.run(command, env=environment, stdout=subprocess.DEVNULL).returncode:
            return False
    return True


@contextlib.contextmanager
def postgres_server(binaries: Path):
    """A server of our own in a temporary folder, on a socket only. Yields its DATABASE_URL."""
    as_postgres = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    folder = Path(tempfile.mkdtemp(prefix="himmeli-pg-"))
    try:
        if as_postgres:
            shutil.chown(folder, "postgres")
        data = folder / "data"
        subprocess.run(
            [*as_postgres, binaries / "initdb", "-D", data, "-U", "himmeli", "-A", "trust", "-E", "UTF8"]
            + ["--locale-provider=icu", "--icu-locale=fi", "--no-sync"],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd="/",
        )
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off -c full_page_writes=off"
        server = subprocess.Popen(
            [*as_postgres, binaries / "postgres", "-D", data, *options.replace("'", "").split(" ")],
            stdout=subprocess.DEVNULL,
            stderr=(folder / "log").open("w"),
            cwd="/",
        )
        try:
            _wait_for(folder, binaries)
            yield f"postgres://himmeli@{str(folder).replace('/', '%2F')}/postgres"
        finally:
            server.terminate()
            server.wait(timeout=30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _wait_for(folder, binaries):
    for _ in range(100):
        if subprocess.run([binaries / "pg_isready", "-q", "-h", folder]).returncode == 0:
            return
        time.sleep(0.2)
    raise RuntimeError((folder / "log").read_text())
