"""Menus show what visitors may see, in their language, and know where one is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from wagtail.models import Locale

from himmeli.navigation.menus import menu_entries
from himmeli.navigation.models import Menu
from himmeli.navigation.services import add_page_to_menu, ensure_menu, take_page_from_menu
from himmeli.navigation.unseen import unseen_entries
from himmeli.pages.models import ContentPage
from himmeli.stamps.services import bump, reading

pytestmark = pytest.mark.django_db


def entry(page=None, label="", url="", children=()):
    return {"label": label, "page": page, "url": url, "target": "", "children": list(children)}


def child(page):
    return {"label": "", "page": page, "url": "", "target": ""}


def fill(place, locale, *entries):
    menu = ensure_menu(place=place, locale=locale)
    menu.items = [("entry", value) for value in entries]
    menu.save()
    bump("content")
    return menu


@pytest.fixture
def pages(site_root):
    story = site_root.add_child(instance=ContentPage(title="Tarina", slug="tarina"))
    people = story.add_child(instance=ContentPage(title="Ihmiset", slug="ihmiset"))
    joining = site_root.add_child(instance=ContentPage(title="Jäsenyys", slug="tarinat"))
    return {"home": site_root, "story": story, "people": people, "joining": joining}


def entries(page=None, address="", language="fi", place="main"):
    with override(language):
        return menu_entries(place, page=page, address=address)


def test_entries_keep_their_order_and_those_under_them(pages):
    fill(
        "main", pages["home"].locale, entry(pages["joining"]), entry(pages["story"], children=[child(pages["people"])])
    )

    shown = entries()

    assert [(item.label, item.url) for item in shown] == [("Jäsenyys", "/fi/tarinat/"), ("Tarina", "/fi/tarina/")]
    assert [item.label for item in shown[1].children] == ["Ihmiset"]


def test_an_entry_has_the_icon_chosen_for_it_or_its_pages_own(pages):
    chosen = {**entry(pages["joining"]), "icon": "users-round"}

    fill(
        "main", pages["home"].locale, chosen, entry(pages["story"]), entry(label="Muualla", url="https://example.org/")
    )

    assert [item.icon for item in entries()] == ["users-round", "file-text", ""]


def test_page_one_is_on_and_those_above_it_are_marked(pages):
    fill("main", pages["home"].locale, entry(pages["home"]), entry(pages["story"]), entry(pages["joining"]))

    marks = [(item.is_current, item.is_ancestor) for item in entries(pages["people"], "/fi/tarina/ihmiset/")]

    assert marks == [(False, False), (False, True), (False, False)]


def test_address_that_only_begins_alike_is_not_marked(pages):
    """/fi/tarinat/ begins with /fi/tarina, but is another page."""
    fill("main", pages["home"].locale, entry(pages["story"]), entry(pages["joining"]))

    marks = [(item.is_current, item.is_ancestor) for item in entries(pages["joining"], "/fi/tarinat/")]

    assert marks == [(False, False), (True, False)]


def test_address_under_a_page_marks_it_as_above(pages):
    fill("main", pages["home"].locale, entry(pages["story"]))

    shown = entries(pages["story"], "/fi/tarina/2026/")

    assert (shown[0].is_current, shown[0].is_ancestor) == (False, True)


def test_unpublished_page_drops_out_and_the_editor_is_told(pages):
    menu = fill("main", pages["home"].locale, entry(pages["story"]), entry(pages["joining"]))

    pages["story"].unpublish()
    bump("content")

    assert [item.label for item in entries()] == ["Jäsenyys"]
    told = unseen_entries(Menu.objects.get(pk=menu.pk))
    assert [(item.label, bool(item.reason), bool(item.edit_url)) for item in told] == [("Tarina", True, True)]


def test_deleted_page_drops_out_and_the_editor_is_told(pages):
    menu = fill("main", pages["home"].locale, entry(pages["joining"], label="Liity"))

    pages["joining"].delete()
    bump("content")

    assert entries() == []
    assert [item.label for item in unseen_entries(Menu.objects.get(pk=menu.pk))] == ["Liity"]


def test_entry_without_a_page_stands_over_those_under_it(pages):
    fill("main", pages["home"].locale, entry(label="Meistä", children=[child(pages["people"])]))

    assert [(item.label, item.url, len(item.children)) for item in entries()] == [("Meistä", "", 1)]


def test_menu_in_another_language_shows_the_pages_of_that_language(pages):
    english = Locale.objects.get(language_code="en")
    for page in (pages["home"], pages["story"]):
        copy = page.copy_for_translation(english)
        copy.title = f"{page.title} in English"
        copy.save_revision().publish()
    fill("main", english, entry(pages["story"]))

    assert [item.label for item in entries(language="en")] == ["Tarina in English"]


def test_menus_of_a_place_are_translations_of_each_other(pages):
    finnish = ensure_menu(place="main", locale=pages["home"].locale)
    swedish = ensure_menu(place="main", locale=Locale.objects.get(language_code="sv"))

    assert finnish.translation_key == swedish.translation_key
    assert ensure_menu(place="main", locale=finnish.locale) == finnish


def test_page_is_put_into_a_menu_once_and_taken_out(pages):
    for _ in range(2):
        add_page_to_menu(place="main", page=pages["story"])
    after_adding = Menu.objects.get(place="main", locale=pages["home"].locale).page_ids

    take_page_from_menu(place="main", page=pages["story"])

    assert after_adding == {pages["story"].pk}
    assert Menu.objects.get(place="main", locale=pages["home"].locale).page_ids == set()


def test_entries_under_one_taken_out_move_up(pages):
    menu = fill("main", pages["home"].locale, entry(pages["story"], children=[child(pages["people"])]))

    take_page_from_menu(place="main", page=pages["story"])

    menu = Menu.objects.get(pk=menu.pk)
    assert [item.value["page"].pk for item in menu.items] == [pages["people"].pk]


def queries_of(client, url):
    client.get(url)
    bump("content")
    client.get(url)
    with CaptureQueriesContext(connection) as queries, reading():
        client.get(f"{url}?uncached=1")
    return len([query for query in queries if "SAVEPOINT" not in query["sql"]])


def test_queries_of_a_page_do_not_grow_with_its_menus(pages, client):
    before = queries_of(client, "/fi/tarina/ihmiset/")
    for number in range(8):
        page = pages["home"].add_child(instance=ContentPage(title=f"Sivu {number}", slug=f"sivu-{number}"))
        for place in ("main", "footer", "legal"):
            add_page_to_menu(place=place, page=page)

    assert queries_of(client, "/fi/tarina/ihmiset/") == before


def test_breadcrumbs_lead_from_the_front_page(pages, client):
    response = client.get("/fi/tarina/ihmiset/")

    html = response.content.decode()
    trail = html[html.index('class="breadcrumbs') :]
    assert trail.index('href="/fi/"') < trail.index('href="/fi/tarina/"') < trail.index(">Ihmiset<")


def test_languages_without_a_front_page_are_not_offered(pages, client):
    english = Locale.objects.get(language_code="en")
    assert 'hreflang="en"' not in client.get("/fi/tarina/").content.decode()

    pages["home"].copy_for_translation(english).save_revision().publish()
    bump("content")
    html = client.get("/fi/tarina/").content.decode()

    assert 'href="/en/" lang="en"' in html
    assert 'hreflang="sv"' not in html
