"""Files that search engines, browsers and phones ask for."""

from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageDraw, ImageFont
from wagtail.models import PageViewRestriction

from himmeli.pages.models import ContentPage, LinkPage
from himmeli.seo import card, share, sitemap
from himmeli.stamps.services import bump
from himmeli.themes.current import live_look

pytestmark = pytest.mark.django_db

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def addresses(client, path):
    tree = ElementTree.fromstring(client.get(path).content)
    return [element.text.removeprefix("http://testserver") for element in tree.iter(f"{NAMESPACE}loc")]


def test_sitemap_lists_the_languages_that_are_there(site_root, client):
    assert addresses(client, "/sitemap.xml") == ["/sitemap-fi-1.xml"]


def test_sitemap_holds_what_visitors_may_find_and_no_more(site_root, client):
    def add(slug, **fields):
        return site_root.add_child(instance=ContentPage(title=slug, slug=slug, **fields))

    add("nakyva")
    add("piilossa", is_hidden_from_search=True)
    add("luonnos", live=False)
    PageViewRestriction.objects.create(page=add("jasenille"), restriction_type="login")
    site_root.add_child(instance=LinkPage(title="Muualle", slug="muualle", target_url="https://example.org/"))
    bump("content")

    assert addresses(client, "/sitemap-fi-1.xml") == ["/fi/", "/fi/nakyva/"]


def test_long_sitemap_is_cut_into_files(site_root, client, monkeypatch):
    monkeypatch.setattr(sitemap, "PER_FILE", 2)
    for number in range(4):
        site_root.add_child(instance=ContentPage(title=str(number), slug=f"s{number}"))

    files = addresses(client, "/sitemap.xml")

    assert files == [f"/sitemap-fi-{number}.xml" for number in (1, 2, 3)]
    assert [len(addresses(client, file)) for file in files] == [2, 2, 1]
    assert client.get("/sitemap-fi-4.xml").status_code == 404
    assert client.get("/sitemap-xx-1.xml").status_code == 404


def test_robots_are_told_where_the_sitemap_is(site_root, client, settings):
    settings.HIMMELI_DEMO = False
    text = client.get("/robots.txt").content.decode()

    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "Disallow: /\n" not in text


def test_robots_are_kept_out_of_a_demonstration(site_root, client, settings):
    settings.HIMMELI_DEMO = True

    assert client.get("/robots.txt").content.decode() == "User-agent: *\nDisallow: /\n"


@pytest.mark.parametrize(
    ("path", "size"), [("/icon-180.png", 180), ("/icon-192.png", 192), ("/icon-512.png", 512), ("/favicon.ico", 48)]
)
def test_icons_are_pictures_of_their_size(site_root, client, path, size):
    response = client.get(path)

    assert Image.open(BytesIO(response.content)).size == (size, size)
    assert not response.cookies


def test_sizes_nobody_needs_are_not_drawn(site_root, client):
    assert client.get("/icon-5000.png").status_code == 404


def test_icon_in_vectors_is_a_drawing(site_root, client):
    response = client.get("/favicon.svg")

    assert response["Content-Type"] == "image/svg+xml"
    assert ElementTree.fromstring(response.content).tag.endswith("svg")


def test_manifest_names_icons_that_are_there(site_root, client):
    icons = client.get("/site.webmanifest").json()["icons"]

    assert [client.get(icon["src"]).status_code for icon in icons] == [200, 200]


def test_card_is_drawn_once_and_named_by_what_is_in_it(site_root, settings, tmp_path):
    settings.VAR_DIR = tmp_path

    first = share.card_file("Tarina")
    written_at = first.stat().st_mtime_ns
    again = share.card_file("Tarina")
    other = share.card_file("Toinen")

    assert Image.open(first).size == (1200, 630)
    assert (again, again.stat().st_mtime_ns) == (first, written_at)
    assert other != first


def test_card_of_a_page_for_members_is_not_given(site_root, client):
    page = site_root.add_child(instance=ContentPage(title="Salaisuus", slug="salaisuus"))
    PageViewRestriction.objects.create(page=page, restriction_type="login")

    assert client.get(f"/share/{page.pk}-{share.card_digest('Salaisuus')}.png").status_code == 404


def test_old_name_of_a_card_leads_to_todays(site_root, client):
    page = site_root.add_child(instance=ContentPage(title="Tarina", slug="tarina"))

    response = client.get(f"/share/{page.pk}-old.png")

    assert response.status_code == 302
    assert response["Location"] == f"/share/{page.pk}-{share.card_digest('Tarina')}.png"


def test_every_line_of_a_long_title_fits():
    draw, font = ImageDraw.Draw(Image.new("RGB", (10, 10))), ImageFont.load_default(60)
    title = "Osuuskuntatoimintasuunnitelmaluonnoksenkäsittelykokous lauantaina kylätalolla"

    lines = card.wrap(draw, title, font, 700)

    assert all(draw.textlength(line, font=font) <= 700 for line in lines)
    assert (
        "".join(line.removesuffix("-") if line.endswith("-") else f"{line} " for line in lines).split() == title.split()
    )


def test_card_is_drawn_in_every_theme_with_any_title(site_root):
    for title in ("", "A", "Lyhyt", "Pitkä otsikko " * 30, "مرحبا"):
        assert card.draw_card(title, "Kylän väki", live_look()).size == (1200, 630)
