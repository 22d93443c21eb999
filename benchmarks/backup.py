"""`python -m benchmarks.backup`: how long a backup and a restore take, and how large the archive is.

The demo site, and one of PAGES (10,000) posts of 600 words, on SQLite and, where there is a server, on PostgreSQL.
"""

import os
import shutil
import tempfile
import time
from pathlib import Path

from tests.machine import find_postgres, postgres_server
from tests.sites import Site

PAGES = int(os.environ.get("PAGES", "10000"))
HEAD = f"{'':<28}{'rows':>9}{'files':>7}{'MiB':>8}{'backup s':>10}{'restore s':>11}"
SEED = """
from benchmarks.seed import seed
seed({pages}, "member@example.org", "benchmark-password")
"""


FOLDER = Path(tempfile.mkdtemp(prefix="himmeli-backup-"))


def new_site(url=""):
    return Site(Path(tempfile.mkdtemp(dir=FOLDER)), url)


def measure(name, site, target):
    """Back up a site and bring it back in an empty one. Seconds are of the whole command, its start included."""
    began = time.monotonic()
    said = site.manage("backup").splitlines()
    took = time.monotonic() - began
    rows, files = said[1].split()[0], said[1].split()[2]
    began = time.monotonic()
    target.manage("restore", said[0])
    back = time.monotonic() - began
    size = Path(said[0]).stat().st_size / 2**20
    print(f"{name:<28}{rows:>9}{files:>7}{size:>8.1f}{took:>10.1f}{back:>11.1f}", flush=True)
    return said[0]


def main():
    print(HEAD, flush=True)
    site = new_site()
    site.manage("migrate", "--verbosity=0")
    site.manage("load_kit", "kylan-vaki")
    measure("demo, SQLite", site, new_site())
    script = site.folder / "seed.py"
    script.write_text(SEED.format(pages=PAGES))
    site.execute(script)
    archive = measure(f"{PAGES} posts, SQLite", site, new_site())
    if find_postgres():
        with postgres_server(find_postgres()) as url:
            large = new_site(url)
            began = time.monotonic()
            large.manage("restore", archive)
            print(f"{'that one to PostgreSQL':<62}{time.monotonic() - began:>11.1f}", flush=True)
            measure(f"{PAGES} posts, PG to SQLite", large, new_site())


if __name__ == "__main__":
    try:
        main()
    finally:
        shutil.rmtree(FOLDER, ignore_errors=True)
