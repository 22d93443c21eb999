"""The page editor as a coordinator uses it, at a desk and on a phone."""

import re

import pytest
from playwright.sync_api import expect

from himmeli.pages.models import ContentPage

from .conftest import DESKTOP, PHONE

PASSWORD = "himmeli-testi-1"
# What Word puts on the clipboard: its own style sheet, classes, comments, empty tags; and what an attacker might add.
FROM_WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office">
<head><meta name=Generator content="Microsoft Word 15">
<style>p.MsoNormal{margin:0;font-family:"Calibri"}</style></head><body lang=FI><!--StartFragment-->
<h2 style='mso-fareast-font-family:"Times New Roman"'>Kokous<o:p></o:p></h2>
<p class=MsoNormal style='margin-bottom:8.0pt'><b style='mso-bidi-font-weight:normal'><span
style='font-size:14.0pt;color:red'>Tervetuloa</span></b> kylätalolle.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;</span></span><![endif]>Kahvi</p>
<p class=MsoNormal><a href="javascript:alert(1)">paha</a> <a href="https://example.org/">hyvä</a>
<script>alert(1)</script><iframe src="https://example.org/"></iframe></p><!--EndFragment--></body></html>"""
DIRT = ("Mso", "mso-", "style=", "class=", "<span", "<o:p", "javascript:", "<script", "<iframe", "Vanhaa", "·")
PASTE = """(element, html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  element.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""
TEXT_EDITOR = "[data-contentpath='body'] .public-DraftEditor-content[contenteditable='true']"


@pytest.fixture
def story(site_root):
    body = [("heading", {"text": "Otsikko"}), ("rich_text", {"text": "<p>Vanhaa</p>"})]
    page = site_root.add_child(instance=ContentPage(title="Tarina", slug="tarina", body=body, locale=site_root.locale))
    page.save_revision().publish()
    return page


@pytest.fixture
def editor(page, live_server, sign_in, administrator, story):
    """The editor of the page, open."""
    page.set_default_timeout(60_000)
    sign_in(live_server.url, administrator.email, PASSWORD)
    page.goto(f"{live_server.url}/admin/pages/{story.pk}/edit/")
    return page


def typed_is_in_the_form(page, words):
    """The text editor hands on what was typed a moment later."""
    expect(page.locator("[name='body-1-value-text']")).to_have_value(re.compile(words))


def save_draft(page):
    with page.expect_navigation(timeout=60_000):
        page.evaluate("document.querySelector('[data-edit-form]').requestSubmit()")


def test_text_pasted_from_word_comes_out_clean(editor, story):
    words = editor.locator(TEXT_EDITOR).first
    words.click()
    editor.keyboard.press("Control+A")

    words.evaluate(PASTE, FROM_WORD)
    typed_is_in_the_form(editor, "Kahvi")
    save_draft(editor)

    draft = ContentPage.objects.get(pk=story.pk).get_latest_revision_as_object()
    html = draft.body[1].value["text"].source
    assert "<b>Tervetuloa</b>" in html
    assert "<h2" in html
    assert "Kokous</h2>" in html
    assert "Kahvi</li>" in html
    assert 'href="https://example.org/"' in html
    for dirt in (
        "Mso",
        "mso-",
        "style=",
        "class=",
        "<span",
        "<o:p",
        "javascript:",
        "<script",
        "<iframe",
        "Vanhaa",
        "·",
    ):
        assert dirt not in html


def test_a_page_with_errors_keeps_all_that_was_typed(editor, story):
    editor.fill("#id_title", "")
    editor.fill("[name='body-0-value-text']", "Kirjoitin tämän juuri")
    editor.locator(TEXT_EDITOR).first.click()
    editor.keyboard.press("Control+A")
    editor.keyboard.type("Ja tämän kappaleen")
    typed_is_in_the_form(editor, "kappaleen")

    save_draft(editor)

    assert ContentPage.objects.get(pk=story.pk).title == "Tarina"
    expect(editor.locator("[name='body-0-value-text']")).to_have_value("Kirjoitin tämän juuri")
    expect(editor.locator(TEXT_EDITOR).first).to_contain_text("Ja tämän kappaleen")


def test_two_editors_of_one_page_are_told_of_each_other(editor, browser, live_server, make_user, browser_context_args):
    other = make_user("Bertta Berg", is_superuser=True, is_staff=True)
    context = browser.new_context(**browser_context_args)
    second = context.new_page()
    second.set_default_timeout(60_000)
    second.goto(f"{live_server.url}/fi/accounts/login/")
    second.fill("input[name=login]", other.email)
    second.fill("input[name=password]", PASSWORD)
    second.click("form[action*=login] button[type=submit]")
    second.wait_for_load_state()

    second.goto(editor.url)

    expect(second.locator(".help-warning[role=status]")).to_contain_text("Anni Administrator", timeout=30_000)
    editor.reload()
    expect(editor.locator(".help-warning[role=status]")).to_contain_text("Bertta Berg", timeout=30_000)
    context.close()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_the_block_chooser_shows_each_block_by_name(editor, size):
    editor.set_viewport_size(size)

    editor.locator("button.c-sf-add-button").last.click()

    expect(editor.locator(".w-combobox__option").first).to_be_visible()
    assert editor.locator(".w-combobox__option").count() >= 20
