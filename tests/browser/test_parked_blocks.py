"""A coordinator edits a page that holds blocks of a plugin that is off: a card says what they wait for, and they come
back as they were."""

import json

import pytest

from himmeli.pages.models import ContentPage
from himmeli.plugins.activation import switch_off, switch_on

ADDRESS_OF_EDITOR = "{server}/admin/pages/{page}/edit/"
WORDS = {
    "type": "dummy_words",
    "value": {
        "title": "Sauna “lämpiää”",
        "ratio": 1.0,
        "words": [{"type": "item", "value": "ä", "id": "w"}],
        "old": [1],
    },
    "id": "11111111-aaaa-4aaa-8aaa-111111111111",
}
HEADING = {"type": "heading", "value": {"text": "Ranta"}, "id": "22222222-aaaa-4aaa-8aaa-222222222222"}
COLUMNS = {
    "type": "columns",
    "value": {
        "layout": "1-1",
        "columns": [
            {"type": "item", "value": {"content": [{**WORDS, "id": "nested"}]}, "id": "column-1"},
            {"type": "item", "value": {"content": [{**HEADING, "id": "second"}]}, "id": "column-2"},
        ],
    },
    "id": "33333333-aaaa-4aaa-8aaa-333333333333",
}
KEPT = [json.dumps(WORDS), json.dumps({**WORDS, "id": "nested"})]


def words_in(value):
    if isinstance(value, dict):
        if value.get("type") == "dummy_words":
            return [json.dumps(value)]
        value = list(value.values())
    return [found for part in value for found in words_in(part)] if isinstance(value, list) else []


def stored(ranta, *, draft=False):
    now = ContentPage.objects.get(pk=ranta.pk)
    now = now.get_latest_revision_as_object() if draft else now
    return words_in(ContentPage._meta.get_field("body").get_prep_value(now.body))


@pytest.fixture
def ranta(transactional_db, site_root):
    """A page with blocks of the dummy."""
    switch_on("dummy")
    ranta = ContentPage(title="Ranta", slug="ranta", body=json.dumps([HEADING, WORDS, COLUMNS]))
    site_root.add_child(instance=ranta)
    ranta.save_revision().publish()
    return ranta


@pytest.fixture
def editor(page, live_server, sign_in, administrator, ranta):
    """Opens the page in the editor."""

    def open_editor():
        page.goto(ADDRESS_OF_EDITOR.format(server=live_server.url, page=ranta.pk))
        page.wait_for_selector("[data-streamfield-stream-container]")
        return page

    sign_in(live_server.url, administrator.email, "himmeli-testi-1")
    return open_editor


def cards(page):
    return page.locator("[data-parked]")


def save_draft(page):
    # Wagtail hides the button's neighbours in a drop-down; the form is sent as the button sends it.
    with page.expect_navigation():
        page.evaluate("document.querySelector('#page-edit-form').requestSubmit()")


def publish(page):
    with page.expect_navigation():
        page.evaluate(
            """() => {
                const form = document.querySelector('#page-edit-form');
                const button = document.createElement('button');
                button.name = 'action-publish';
                button.value = 'action-publish';
                form.append(button);
                form.requestSubmit(button);
            }"""
        )


def test_kept_through_draft_and_publication_and_back(editor, ranta, page, live_server):
    switch_off("dummy")
    editor()
    assert cards(page).count() == 2
    assert "Dummy plugin" in cards(page).first.inner_text()
    offered = page.locator("[data-streamfield-stream-container] button[title]").first
    assert offered.count() == 1

    page.fill("#id_title", "Ranta kesällä")
    save_draft(page)
    assert stored(ranta, draft=True) == KEPT

    editor()
    publish(page)
    assert stored(ranta) == KEPT
    assert ContentPage.objects.get(pk=ranta.pk).title == "Ranta kesällä"

    switch_on("dummy")
    editor()
    assert cards(page).count() == 0
    page.goto(live_server.url + ContentPage.objects.get(pk=ranta.pk).url)
    assert page.locator(".dummy-words").count() == 2


def test_kept_when_the_page_saves_itself(editor, ranta, page):
    switch_off("dummy")
    editor()
    with page.expect_response(lambda answer: answer.request.method == "POST" and "/edit/" in answer.url) as saved:
        page.locator("#id_title").press_sequentially(" kesällä")

    assert saved.value.json()["success"] is True
    assert stored(ranta, draft=True) == KEPT
    assert stored(ranta) == KEPT


def test_card_is_not_offered_as_a_new_block(editor, page):
    switch_off("dummy")
    editor()

    names = page.evaluate(
        """() => [...document.querySelectorAll('[data-streamfield-stream-container]')].map(
            (element) => element.textContent)"""
    )
    page.locator("[data-streamfield-stream-container] [data-streamblock-menu-inner], .c-sf-add-button").last.click()
    page.wait_for_timeout(500)

    assert names
    assert "Tallessa lisäosaa varten" not in page.locator("[role=listbox], .w-combobox").all_inner_texts().__str__()


def test_plugin_switched_off_while_the_form_is_open(editor, ranta, page):
    editor()
    assert cards(page).count() == 0
    switch_off("dummy")

    page.fill("#id_title", "Ranta syksyllä")
    publish(page)

    assert stored(ranta) == KEPT
    assert ContentPage.objects.get(pk=ranta.pk).title == "Ranta syksyllä"
