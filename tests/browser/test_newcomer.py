"""What a coordinator comes to do, in Finnish, as she would find it, in the demo site; all is put back after."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import DESKTOP, PHONE

SECONDS = 20_000


@pytest.fixture(scope="module")
def her_context(browser, browser_context_args, demo_server):
    """Marketta's browser, signed in once for all of these. She is a coordinator and no superuser."""
    context = browser.new_context(**browser_context_args)
    context.set_default_timeout(SECONDS)
    page = context.new_page()
    page.goto(f"{demo_server}/fi/accounts/login/?next=/admin/")
    page.click("button[value='marketta@example.org']")
    page.wait_for_url(f"{demo_server}/admin/")
    page.close()
    yield context
    context.close()


@pytest.fixture
def desk(her_context, demo_server):
    page = her_context.new_page()
    # What was typed is saved by itself; a page left in haste asks nothing here.
    page.on("dialog", lambda dialog: dialog.accept())
    page.set_viewport_size(DESKTOP)
    page.goto(f"{demo_server}/admin/")
    yield page
    page.close()


@pytest.fixture
def visitor(browser, browser_context_args):
    context = browser.new_context(**browser_context_args)
    yield context.new_page()
    context.close()


def card(desk, name):
    desk.get_by_role("link", name=name, exact=True).click()


def publish(desk):
    with desk.expect_navigation():
        desk.locator("footer button[name=action-publish]").first.click()


def id_of(desk, demo_server, **query):
    found = desk.request.get(f"{demo_server}/admin/api/main/pages/", params={**query, "fields": "_,id"}).json()
    return found["items"][0]["id"]


def delete(desk, demo_server, page_id):
    desk.goto(f"{demo_server}/admin/pages/{page_id}/delete/")
    with desk.expect_navigation():
        desk.locator("main form [type=submit]").first.click()


def test_she_changes_the_opening_of_the_front_page_and_publishes_it(desk, demo_server, visitor):
    card(desk, "Muokkaa etusivua")
    title = desk.locator("[name='body-0-value-title']")
    before = title.input_value()
    try:
        title.fill("Uuni lämpiää taas")
        publish(desk)

        expect(desk.locator(".messages .success")).to_contain_text("”Etusivu” on julkaistu.")
        expect(desk).to_have_url(re.compile(r"/admin/pages/\d+/edit/"))
        visitor.goto(f"{demo_server}/fi/")
        expect(visitor.locator("h1").first).to_have_text("Uuni lämpiää taas")
        desk.locator(".messages").get_by_role("link", name="Katso sivua").click()
        expect(desk).to_have_url(f"{demo_server}/fi/")
    finally:
        desk.goto(f"{demo_server}/admin/")
        card(desk, "Muokkaa etusivua")
        desk.locator("[name='body-0-value-title']").fill(before)
        publish(desk)


def test_she_puts_a_page_into_the_menu_and_takes_it_out(desk, demo_server, visitor):
    page_id = id_of(desk, demo_server, slug="saavutettavuus")
    desk.goto(f"{demo_server}/admin/pages/{page_id}/edit/")
    desk.locator("header [data-w-dropdown-target=toggle]").first.click()
    desk.get_by_role("link", name="Näytä valikossa").click()
    main_menu = desk.locator("form", has_text="Päävalikko")
    main_menu.get_by_role("button").click()
    try:
        expect(desk.locator(".messages .success")).to_contain_text("Päävalikko")
        visitor.goto(f"{demo_server}/fi/")
        expect(visitor.locator("header nav a", has_text="Saavutettavuus")).to_have_count(1)
    finally:
        desk.goto(f"{demo_server}/admin/menus/of-page/{page_id}/")
        desk.locator("form", has_text="Päävalikko").get_by_role("button").click()
        expect(desk.locator(".messages .success")).to_be_visible()


def test_she_writes_a_post_and_lets_it_come_out_later(desk, demo_server, visitor):
    card(desk, "Kirjoita blogiin")
    desk.fill("#id_title", "Talkoot tulevat")
    desk.locator("#id_title").blur()
    desk.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"))
    page_id = re.search(r"/pages/(\d+)/", desk.url).group(1)
    try:
        desk.locator("footer [data-w-dropdown-target=toggle]").click()
        desk.get_by_role("button", name="Julkaise myöhemmin…").click()
        desk.fill("#id_go_live_at", "2098-03-14T18:00")
        expect(desk.locator("#schedule-publishing-dialog output").first).to_have_text("pe 14.3.2098 klo 18.00")
        with desk.expect_navigation():
            desk.locator("#schedule-publishing-dialog").get_by_role("button", name="Ajasta").click()

        expect(desk.locator(".messages .success")).to_contain_text("tulee näkyviin itsestään pe 14.3.2098 klo 18.")
        desk.goto(f"{demo_server}/admin/desk/scheduled/")
        expect(desk.locator("a.office-line", has_text="Talkoot tulevat")).to_contain_text("pe 14.3.2098 klo 18")
        assert visitor.goto(f"{demo_server}/fi/blogi/talkoot-tulevat/").status == 404
    finally:
        delete(desk, demo_server, page_id)


def test_a_time_that_has_passed_opens_the_dialog_again_and_says_why(desk, demo_server):
    page_id = id_of(desk, demo_server, slug="saavutettavuus")
    desk.goto(f"{demo_server}/admin/pages/{page_id}/edit/")
    desk.locator("footer [data-w-dropdown-target=toggle]").click()
    desk.get_by_role("button", name="Julkaise myöhemmin…").click()
    dialog = desk.locator("#schedule-publishing-dialog")
    desk.fill("#id_go_live_at", "2020-03-14T18:00")
    with desk.expect_navigation():
        dialog.get_by_role("button", name="Ajasta").click()

    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("Tämä aika on jo mennyt.")
    assert desk.input_value("#id_go_live_at") == "2020-03-14T18:00"
    desk.fill("#id_go_live_at", "")
    saved = desk.locator(".w-autosave-indicator__state--saved")
    expect(saved).to_be_visible()


def test_she_tries_another_theme_and_takes_it_back(desk, demo_server, visitor):
    def choose(theme):
        desk.goto(f"{demo_server}/admin/appearance/")
        desk.check(f"[name=theme][value={theme}]", force=True)
        desk.frame_locator("[data-frame]").locator(f"html[data-theme={theme}], html").first.wait_for()
        with desk.expect_navigation():
            desk.click("button[value=publish]")

    def stylesheet():
        visitor.goto(f"{demo_server}/fi/")
        return visitor.locator("link[rel=stylesheet]").first.get_attribute("href")

    before = stylesheet()
    choose("kaamos")
    try:
        assert stylesheet() != before
    finally:
        choose("himmeli")
    assert stylesheet() == before


def test_she_switches_the_blog_off_and_on_and_nothing_is_lost(desk, demo_server, visitor):
    def switch(button):
        desk.goto(f"{demo_server}/admin/plugins/")
        blog = desk.locator("article", has=desk.locator("h2, h3", has_text="Blogi"))
        blog.get_by_role("button", name=re.compile(button)).first.click()
        desk.wait_for_load_state()
        confirm = desk.locator("main form button[type=submit]", has_text=re.compile("^\\s*" + button))
        if "/off" in desk.url or "switch" in desk.url:
            confirm.first.click()
            desk.wait_for_load_state()

    assert visitor.goto(f"{demo_server}/fi/blogi/").status == 200
    posts = visitor.locator("article, .row").count()
    switch("Kytke pois")
    try:
        assert visitor.goto(f"{demo_server}/fi/blogi/").status == 404
    finally:
        switch("Kytke päälle")
    assert visitor.goto(f"{demo_server}/fi/blogi/").status == 200
    assert visitor.locator("article, .row").count() == posts


def test_she_translates_a_page_and_is_asked_before_half_of_it_goes_out(desk, demo_server, visitor):
    card(desk, "Käännä sivu")
    kylatalo = desk.locator(".office-page", has_text="Kylätalo")
    kylatalo.get_by_role("link", name=re.compile("Käännä: englanti")).click()
    desk.locator("main form [type=submit]").last.click()
    desk.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"))
    made = re.search(r"/pages/(\d+)/edit/", desk.url).group(1)
    try:
        expect(desk.locator(".js-translation-editor section h3").first).to_have_text("Käännös: suomi → englanti")
        expect(desk.get_by_text("PO-tiedosto").first).not_to_be_visible()
        desk.get_by_role("button", name="Käännä").first.click()
        desk.locator(".js-translation-editor textarea").first.fill("Village house")
        desk.get_by_role("button", name=re.compile("^Tallenna")).first.click()
        expect(desk.locator(".js-translation-editor")).to_contain_text("Village house")

        desk.get_by_role("button", name="Julkaise: englanti").click()
        expect(desk.locator("h1")).to_have_text("Osa teksteistä on kääntämättä")
        assert visitor.goto(f"{demo_server}/en/kylatalo/").status == 404

        desk.get_by_role("button", name="Julkaise tällaisenaan").click()
        desk.wait_for_url(re.compile(rf"/admin/pages/{made}/edit/"))
        assert visitor.goto(f"{demo_server}/en/kylatalo/").status == 200
        expect(visitor.locator("h1")).to_have_text("Village house")
    finally:
        delete(desk, demo_server, made)


def test_what_she_writes_is_saved_by_itself_from_the_first_moment_on(desk, demo_server):
    page_id = id_of(desk, demo_server, slug="tarina")
    desk.goto(f"{demo_server}/admin/pages/{page_id}/edit/")
    before = desk.input_value("#id_intro")
    with desk.expect_response(lambda answer: answer.request.method == "POST" and "/edit/" in answer.url) as saved:
        desk.locator("#id_intro").press("Control+End")
        desk.locator("#id_intro").press_sequentially(" Ja jatkuu.")

    assert saved.value.json()["success"] is True
    expect(desk.locator(".w-autosave-indicator__state--saved")).to_be_visible()
    desk.reload()
    expect(desk.locator("#id_intro")).to_have_value(f"{before} Ja jatkuu.")
    desk.fill("#id_intro", before)
    publish(desk)


def test_the_rows_of_a_new_block_are_open_and_a_column_asks_for_no_look(desk, demo_server):
    page_id = id_of(desk, demo_server, slug="saavutettavuus")
    desk.goto(f"{demo_server}/admin/pages/{page_id}/edit/")
    desk.route(
        re.compile(r"/edit/$"), lambda route: route.abort() if route.request.method == "POST" else route.continue_()
    )
    add = desk.locator(
        "[data-streamfield-stream-container] > div > button.c-sf-add-button, button.c-sf-add-button"
    ).last
    add.click()
    desk.locator(".w-combobox__option", has_text="Kysymykset ja vastaukset").first.click()

    question = desk.locator("input[name*='-value-items-0-value-title']")
    expect(question).to_be_visible()

    desk.locator("button.c-sf-add-button").last.click()
    desk.locator(".w-combobox__option", has_text=re.compile("^\\s*Palstat")).first.click()
    columns = desk.locator("[data-streamfield-child]", has=desk.locator("input[name$='-type'][value=columns]")).last
    columns.locator("button.c-sf-add-button:visible").nth(1).click()
    desk.locator(".w-combobox__option", has_text="Huomautus").first.click()
    notice = columns.locator("[data-streamfield-child]", has=desk.locator("input[name$='-type'][value=notice]")).last
    expect(notice.locator("[name$='-value-title']")).to_be_visible()
    expect(notice.locator("[name*='-value-settings-']")).to_have_count(0)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("address", ["/admin/", "/admin/translate/", "/admin/desk/translations/", "/admin/how-to/"])
def test_her_pages_fit_and_speak_finnish(desk, demo_server, address, size, fits_the_screen):
    desk.set_viewport_size(size)
    desk.goto(f"{demo_server}{address}")

    fits_the_screen(desk)
    assert desk.locator("html").get_attribute("lang") == "fi"
