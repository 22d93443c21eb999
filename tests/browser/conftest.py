"""Tests that drive a real browser, against a live server in the test's process or a demo site in its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.machine import find_browser

ROOT = Path(__file__).resolve().parents[2]
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in Path(item.fspath).parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {
        "executable_path": find_browser(),
        "args": ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    }


@pytest.fixture(scope="session")
def browser_context_args():
    return {"locale": "fi-FI", "viewport": DESKTOP, "reduced_motion": "reduce"}


@pytest.fixture(scope="session")
def demo_server(tmp_path_factory):
    """The address of a demo site, served as `make run` does. Tests share it: leave it as you found it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    var = tmp_path_factory.mktemp("demo")
    environment = {**os.environ, "HIMMELI_VAR": str(var), "HIMMELI_DEMO": "1", "PORT": str(port)}
    environment["DATABASE_URL"] = f"sqlite:///{var / 'demo.sqlite3'}"
    command = [sys.executable, str(ROOT / "manage.py"), "serve", "--demo"]
    with (var / "log").open("w") as log:
        server = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address, server, var / "log")
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(address, server, log):
    for _ in range(300):
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(f"{address}/fi/", timeout=5)
            return
        except OSError:
            time.sleep(0.4)
    pytest.fail(f"the demo site did not start:\n{log.read_text()[-4000:]}")


@pytest.fixture
def sign_in(page):
    """Sign in at a server as one of its people: `sign_in(address, "marketta@example.org", password)`."""

    def sign_in(address, email, password="himmeli-demo"):
        page.goto(f"{address}/fi/accounts/login/")
        page.fill("input[name=login]", email)
        page.fill("input[name=password]", password)
        page.click("form[action*=login] button[type=submit]")
        page.wait_for_load_state()

    return sign_in


@pytest.fixture
def assert_accessible():
    """Fail with every WCAG 2.2 A and AA violation that axe-core finds in a page."""

    def check(page, *, leave_out=()):
        options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
        with _seen_whole(page):
            results = Axe().run(page, context={"exclude": [[selector] for selector in leave_out]}, options=options)
        found = [
            f"{violation['id']}: {violation['help']}\n    " + "\n    ".join(n["html"][:200] for n in violation["nodes"])
            for violation in results.response["violations"]
        ]
        assert not found, f"{page.url}\n" + "\n".join(found)

    return check


@contextmanager
def _seen_whole(page):
    """What lies half under the bar at the foot of a phone would be measured as too small, though it can be scrolled."""
    size = page.viewport_size
    if page.locator(".dock").is_visible():
        page.set_viewport_size({**size, "height": page.evaluate("document.documentElement.scrollHeight")})
    try:
        yield
    finally:
        page.set_viewport_size(size)


@pytest.fixture
def fits_the_screen():
    """Fail when a page can be scrolled sideways."""

    def check(page):
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{page.url} is {wide} px too wide at {page.viewport_size['width']} px"

    return check
