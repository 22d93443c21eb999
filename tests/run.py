"""`make test`: the whole suite on SQLite and on PostgreSQL, with browser tests in headless Chromium."""

import os
import subprocess
import sys
import time

from .machine import find_browser, find_postgres, install, postgres_server

WORKERS = os.environ.get("TEST_WORKERS", "2")


def main():
    skipped = []
    if not find_browser() and not (install("chromium") and find_browser()):
        skipped.append("BROWSER TESTS: no Chromium here (install chromium, or name one in HIMMELI_BROWSER)")
    if not find_postgres() and not os.environ.get("DATABASE_URL"):
        install("postgresql", "postgresql-contrib")

    failed = not _pytest("SQLite", {"DATABASE_URL": ""}, *(["-m", "not browser"] if skipped else []))
    if os.environ.get("DATABASE_URL"):
        failed |= not _pytest("the database of DATABASE_URL", {}, "-m", "not browser and not once")
    elif find_postgres():
        with postgres_server(find_postgres()) as url:
            failed |= not _pytest("PostgreSQL", {"DATABASE_URL": url}, "-m", "not browser and not once")
    else:
        skipped.append("POSTGRESQL: no server here (install postgresql, or name a database in DATABASE_URL)")

    for line in skipped:
        print(f"\n!!! SKIPPED {line} !!!")
    sys.exit(failed)


def _pytest(name, environment, *arguments):
    print(f"\n=== Tests on {name} ===", flush=True)
    environment = {**os.environ, **environment}
    if not environment["DATABASE_URL"]:
        del environment["DATABASE_URL"]
    began = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-q", "-n", WORKERS, "--dist", "loadfile", *arguments]
    result = subprocess.run(command, env=environment)
    print(f"=== {name}: {time.monotonic() - began:.0f} s ===", flush=True)
    return result.returncode == 0


if __name__ == "__main__":
    main()
