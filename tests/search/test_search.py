"""Visitors find what they may see, in their own words."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from wagtail.models import Locale, PageViewRestriction

from himmeli.pages.models import ContentPage, LinkPage
from himmeli.plugins import activation
from himmeli.search import limits
from himmeli.search.results import find
from himmeli.search.text import excerpt, marked, text_of
from himmeli.search.types import SearchType, search_types
from himmeli.search.words import beginnings, words_of

pytestmark = pytest.mark.django_db


def text(words):
    return [("rich_text", {"text": f"<p>{words}</p>"})]


@pytest.fixture
def pages(site_root):
    def add(title, slug, body="", **fields):
        return site_root.add_child(
            instance=ContentPage(title=title, slug=slug, body=text(body) if body else [], **fields)
        )

    return {
        "bread": add("Leipä", "leipa", "Ruista ja vettä."),
        "saturday": add("Lauantai", "lauantai", "Uunista tulee kuuma leivän tuoksu."),
        "nets": add("Verkot", "verkot", "Kala tulee aamulla."),
    }


def titles(query, language="fi"):
    return [str(result.thing) for group in find(query, language).groups for result in group.top]


@pytest.mark.parametrize("query", ["leip", "leipä", "leivän", "leipää", "LEIPÄ", "leiville"])
def test_finnish_word_is_found_in_its_other_forms(pages, query):
    assert titles(query) == ["Leipä", "Lauantai"]


@pytest.mark.parametrize(
    ("word", "other"),
    [("katu", "kadulla"), ("kadun", "katu"), ("kauppa", "kaupan"), ("kaupan", "kauppaan"), ("ranta", "rannalla"),
     ("talkoot", "talkoissa"), ("osuuskunta", "osuuskunnan"), ("tapahtuma", "tapahtumissa"), ("kampa", "kamman")],
)  # fmt: skip
def test_beginnings_of_a_word_meet_its_other_forms(word, other):
    assert any(other.startswith(beginning) for beginning in beginnings(word, "fi"))


def test_all_words_are_wanted(pages):
    assert titles("leivän tuoksu") == ["Lauantai"]
    assert titles("leivän kala") == []


def test_page_hidden_unpublished_restricted_or_in_another_language_is_not_found(pages, site_root):
    pages["bread"].is_hidden_from_search = True
    pages["bread"].save_revision().publish()
    pages["saturday"].unpublish()
    PageViewRestriction.objects.create(page=pages["nets"], restriction_type="login")
    from himmeli.stamps.services import bump

    bump("content")

    assert titles("leipä") == []
    assert titles("kala") == []
    assert titles("verkot", "en") == []


def test_page_that_leads_elsewhere_is_not_found(site_root):
    site_root.add_child(instance=LinkPage(title="Kalakauppa", slug="kalakauppa", target_url="https://example.org/"))

    assert titles("kalakauppa") == []


def test_page_of_a_plugin_that_is_off_is_not_found(pages, monkeypatch):
    found = titles("leipä")
    monkeypatch.setattr("himmeli.search.pages.is_active", lambda label: False)

    assert found
    assert titles("leipä") == []


def test_kind_of_a_plugin_is_absent_while_it_is_off(pages):
    kind = SearchType(
        "nets", "Nets", lambda language: ContentPage.objects.filter(slug="verkot"), ("pages.ContentPage",)
    )
    search_types.register("nets", kind, plugin="nobody")
    try:
        assert [group.kind.name for group in find("verkot", "fi").groups] == []
        assert "nobody" not in activation.active_plugins()
    finally:
        search_types._entries.pop("nets")
        search_types._sorted = None


def test_kind_that_fails_leaves_the_others(pages):
    def broken(language):
        raise RuntimeError("broken")

    search_types.register("broken", SearchType("broken", "Broken", broken), plugin="blog")
    try:
        assert titles("leipä") == ["Leipä", "Lauantai"]
    finally:
        search_types._entries.pop("broken")
        search_types._sorted = None


def test_words_are_marked_and_everything_else_is_escaped():
    words = words_of("leipä <b>", "fi")

    html = marked("<script>Leivän</script> & voi", words)

    assert html == "&lt;script&gt;<mark>Leivän</mark>&lt;/script&gt; &amp; voi"


def test_excerpt_shows_where_the_word_stands():
    long = "alku " * 100 + "leivän tuoksu " + "loppu " * 100

    part = excerpt(long, words_of("leipä", "fi"))

    assert "leivän tuoksu" in part
    assert len(part) < 260
    assert part.startswith("…") and part.endswith("…")


def test_addresses_buttons_and_choices_are_neither_found_nor_shown(site_root):
    link = {"label": "Liity tästä", "url": "https://osoite.example/piilossa", "style": "secondary"}
    cards = [{"title": "Kortti", "text": "<p>Villasta.</p>", "link": link, "icon": "fish"}]
    body = [
        ("hero", {"title": "Lampaat", "text": "<p>Kesä laitumella.</p>", "layout": "ornament", "actions": [link]}),
        ("buttons", {"buttons": [link], "align": "center"}),
        ("cards", {"title": "Villat", "cards": cards, "columns": "3"}),
        ("video", {"title": "Keritseminen", "url": "https://www.youtube.com/watch?v=aaaaaaaaaaa"}),
    ]
    page = site_root.add_child(instance=ContentPage(title="Laidun", slug="laidun", body=body))
    page = ContentPage.objects.get(pk=page.pk)

    assert text_of(page) == "Lampaat Kesä laitumella. Villat Kortti Villasta. Keritseminen"
    assert titles("kesä") == ["Laidun"]
    for word in ("osoite", "piilossa", "secondary", "ornament", "fish", "youtube", "center"):
        assert titles(word) == []


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=60))
@example('"')
@example("' OR 1=1 --")
@example("NEAR(a b) AND NOT *")
@example("title:leipä")
@example("{title} : ^x")
@example("\x00leipä")
@example("² ₂ ١٢ ﷺ ǅ")
@example("%s %(x)s \\ ':* | & !")
def test_nothing_that_is_typed_breaks_the_search(site_root, query):
    assert find(query, "fi").query == query.strip()


@pytest.mark.parametrize(
    "address", ["/fi/haku/", "/fi/haku/?q=", "/fi/haku/?q=zzzqqq", "/fi/haku/?q=%00", "/fi/haku/?q=leip&kind=x&page=-1"]
)
def test_search_page_answers(pages, client, address):
    response = client.get(address)

    assert response.status_code == 200
    assert not response.cookies
    assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_search_has_an_address_in_each_language(site_root, client):
    assert [client.get(path).status_code for path in ("/en/search/", "/sv/sok/", "/fi/haku/")] == [200, 200, 200]


def test_results_are_shown_page_by_page(site_root, client):
    for number in range(12):
        site_root.add_child(instance=ContentPage(title=f"Perunat {number}", slug=f"perunat-{number}"))

    first = client.get("/fi/haku/?q=peruna&kind=pages").context["page_obj"]
    second = client.get("/fi/haku/?q=peruna&kind=pages&page=2").context["page_obj"]

    assert (len(first.results), len(second.results)) == (10, 2)


def queries_of(client):
    client.get("/fi/haku/?q=peruna")
    with CaptureQueriesContext(connection) as queries:
        client.get("/fi/haku/?q=peruna")
    return len(queries)


def test_queries_do_not_grow_with_results(site_root, client):
    site_root.add_child(instance=ContentPage(title="Peruna", slug="peruna"))
    before = queries_of(client)
    for number in range(8):
        site_root.add_child(instance=ContentPage(title=f"Perunat {number}", slug=f"perunat-{number}"))

    assert queries_of(client) == before


def test_suggestions_are_links_to_choose_from(pages, client):
    html = client.get("/fi/haku/suggest/?q=leip").content.decode()

    assert html.count('role="option"') == 3
    assert 'href="/fi/leipa/"' in html
    assert client.get("/fi/haku/suggest/?q=zzz").content.decode().strip() == ""


def test_searching_too_often_is_refused_for_a_while(pages, client, monkeypatch):
    monkeypatch.setattr(limits, "MOST_SEARCHES", 2)

    codes = [client.get("/fi/haku/?q=leip").status_code for _ in range(4)]

    assert codes == [200, 200, 429, 429]
    assert client.get("/fi/haku/").status_code == 200


def test_translation_is_found_in_its_own_language(pages, site_root):
    english = Locale.objects.get(language_code="en")
    site_root.copy_for_translation(english).save_revision().publish()
    bread = pages["bread"].copy_for_translation(english)
    bread.title, bread.slug = "Bread", "bread"
    bread.save_revision().publish()

    assert titles("bread", "en") == ["Bread"]
    assert titles("bread", "fi") == []
