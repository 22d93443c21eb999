"""From an empty folder to a site of one's own, on a phone: with the server as `make serve` starts it."""

import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PHONE = {"width": 390, "height": 844}
PASSWORD = "kurkku ja tilli 7"
CODE = re.compile(r"/setup/\?code=([\w-]+)")


@pytest.fixture
def empty_site(tmp_path):
    """(address, code, run a command) of a site that nobody has set up."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if name != "HIMMELI_PLUGIN_DIRS"}
    environment |= {"HIMMELI_VAR": str(tmp_path), "PORT": str(port), "HIMMELI_DEMO": "0"}
    environment["DATABASE_URL"] = f"sqlite:///{tmp_path / 'site.sqlite3'}"

    def run(*arguments):
        command = [sys.executable, str(ROOT / "manage.py"), *arguments]
        return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)

    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, str(ROOT / "manage.py"), "serve"],
            env=environment,
            cwd=ROOT,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        yield f"http://127.0.0.1:{port}", _code_in(tmp_path / "log", server), run
    finally:
        server.terminate()
        server.wait(timeout=30)


def _code_in(log, server):
    for _ in range(400):
        found = CODE.search(log.read_text())
        if found:
            return found[1]
        if server.poll() is not None:
            break
        time.sleep(0.4)
    return pytest.fail(f"no code was printed:\n{log.read_text()[-3000:]}")


def send(page):
    page.click("main form [type=submit]")


def test_phone_without_javascript_gets_through_every_step(browser, empty_site):
    address, code, _run = empty_site
    context = browser.new_context(java_script_enabled=False, viewport=PHONE, locale="sv-SE")
    page = context.new_page()

    page.goto(f"{address}/setup/?code={code}")
    assert page.url.startswith(f"{address}/sv/setup/")
    page.click("a[hreflang=fi]")
    assert page.input_value("[name=code]") == code
    send(page)
    page.fill("[name=name]", "Satokori")
    send(page)
    page.fill("[name=person]", "Liisa Niemi")
    page.fill("[name=email]", "liisa@satokori.fi")
    page.fill("[name=password]", "lyhyt")
    send(page)
    assert page.input_value("[name=person]") == "Liisa Niemi"
    assert page.locator("#id_password_error").is_visible()
    page.fill("[name=password]", PASSWORD)
    page.fill("[name=password_again]", PASSWORD)
    send(page)
    page.check("[value='-']")
    send(page)
    page.check("[value=blog]")
    send(page)
    page.check("[value=kaamos]")
    send(page)
    assert "Satokori" in page.inner_text("main")
    send(page)
    page.wait_for_url("**/setup/ready/", timeout=120_000)

    page.click("main .button--primary")
    page.fill("[name=login]", "liisa@satokori.fi")
    page.fill("[name=password]", PASSWORD)
    page.click("form[action*=login] [type=submit]")
    assert page.url == f"{address}/admin/"
    assert page.goto(f"{address}/setup/").status == 404
    assert page.goto(f"{address}/fi/").status == 200
    context.close()


def test_phone_with_the_keyboard_alone_makes_a_site_from_a_kit(
    browser, empty_site, assert_accessible, fits_the_screen, tmp_path
):
    address, first_code, run = empty_site
    page = browser.new_context(viewport=PHONE, locale="fi-FI", reduced_motion="reduce").new_page()
    refused = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)

    def look():
        page.wait_for_load_state("networkidle")
        fits_the_screen(page)
        assert_accessible(page)

    def tab_to(selector):
        for _ in range(40):
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
            page.keyboard.press("Tab")
        pytest.fail(f"the keyboard does not reach {selector} at {page.url}")

    def write(name, text):
        tab_to(f"[name={name}]")
        page.keyboard.type(text)

    def press_enter_on(selector, then):
        tab_to(selector)
        page.keyboard.press("Enter")
        page.wait_for_url(then)

    submit = "main form [type=submit]"
    # A newer code, as when the log is gone.
    code = CODE.search(run("setup").stdout)[1]
    page.goto(f"{address}/fi/setup/")
    write("code", first_code)
    page.keyboard.press("Enter")
    page.locator("#id_code_error").wait_for()
    look()
    page.fill("[name=code]", code.lower())
    page.focus("[name=code]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/setup/site/")
    look()
    write("name", "Satokori")
    press_enter_on(submit, "**/setup/administrator/")
    look()
    write("person", "Liisa Niemi")
    write("email", "liisa@satokori.fi")
    write("password", PASSWORD)
    write("password_again", PASSWORD)
    press_enter_on(submit, "**/setup/kit/")
    look()
    tab_to("[name=kit]")
    while page.evaluate("document.activeElement.value") != "kylan-vaki":
        page.keyboard.press("ArrowDown")
    press_enter_on(submit, "**/setup/plugins/")
    look()
    assert page.is_checked("[value=blog]")
    press_enter_on(submit, "**/setup/theme/")
    look()
    press_enter_on(submit, "**/setup/check/")
    look()
    press_enter_on(submit, "**/setup/progress/")
    assert_accessible(page)
    page.wait_for_url("**/setup/ready/", timeout=120_000)
    look()

    press_enter_on("main .button--primary", "**/accounts/login/**")
    write("login", "liisa@satokori.fi")
    write("password", PASSWORD)
    press_enter_on("form[action*=login] [type=submit]", f"{address}/admin/")
    page.goto(f"{address}/fi/")
    assert "Satokori" in page.inner_text("header")
    assert "Kylä, jossa uuni on lämmin" in page.inner_text("main")
    assert refused == []
    assert "has its administrator" in run("setup").stderr


def test_health_can_be_read_and_used_with_the_keyboard(page, demo_server, assert_accessible, fits_the_screen):
    page.goto(f"{demo_server}/fi/accounts/login/?next=/admin/health/")
    page.click("button[value='marketta@example.org']")
    page.wait_for_url(f"{demo_server}/admin/health/")
    for size in (PHONE, {"width": 1280, "height": 900}):
        page.set_viewport_size(size)
        page.reload()
        page.wait_for_load_state("networkidle")
        fits_the_screen(page)
        # Wagtail's own frame around the page.
        assert_accessible(page, leave_out=("#wagtail-sidebar", "[data-wagtail-sidebar]", ".w-slim-header", ".sidebar"))
    assert "Sivuston kunto" in page.inner_text("h1")

    page.focus("form[action$='/health/letter/'] button")
    page.keyboard.press("Enter")

    page.wait_for_selector(".messages li")
    assert "EMAIL_HOST" in page.inner_text(".messages")
