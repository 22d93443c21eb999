"""What a page says of itself to search engines and to those who share it."""

import json
import re

import pytest
from wagtail.models import Locale

from himmeli.identity.services import ensure_identity
from himmeli.pages.models import ContentPage
from himmeli.seo.head import as_script
from himmeli.stamps.services import bump

pytestmark = pytest.mark.django_db

SITE = "http://testserver"


@pytest.fixture
def story(site_root):
    return site_root.add_child(
        instance=ContentPage(title="Tarina", slug="tarina", search_description="Miten <kaikki> alkoi & jatkui")
    )


def head_of(client, path):
    html = client.get(path).content.decode()
    return html[: html.index("</head>")]


def data_of(head):
    return [json.loads(part) for part in re.findall(r'<script type="application/ld\+json">(.*?)</script>', head)]


def test_page_names_its_own_address(story, client):
    assert f'<link rel="canonical" href="{SITE}/fi/tarina/">' in head_of(client, "/fi/tarina/?utm_source=letter&x=1")


def test_second_page_of_a_list_is_a_page_of_its_own(story, client):
    assert f'<link rel="canonical" href="{SITE}/fi/tarina/?page=2">' in head_of(client, "/fi/tarina/?page=2")


def test_description_is_escaped(story, client):
    assert '<meta name="description" content="Miten  alkoi &amp; jatkui">' in head_of(client, "/fi/tarina/")


def test_translations_are_named_with_a_default(story, site_root, client):
    english = Locale.objects.get(language_code="en")
    site_root.copy_for_translation(english).save_revision().publish()
    copy = story.copy_for_translation(english)
    copy.slug = "story"
    copy.save_revision().publish()
    bump("content")

    head = head_of(client, "/fi/tarina/")

    assert re.findall(r'rel="alternate" hreflang="([\w-]+)" href="([^"]+)"', head) == [
        ("fi", f"{SITE}/fi/tarina/"),
        ("en", f"{SITE}/en/story/"),
        ("x-default", f"{SITE}/fi/tarina/"),
    ]


def test_front_page_tells_who_the_site_is_of(site_root, client):
    identity = ensure_identity()
    identity.name, identity.email = "Kylän väki", "vaki@example.org"
    identity.save()
    bump("content")

    organization, website = data_of(head_of(client, "/fi/"))

    assert (organization["@type"], organization["name"]) == ("Organization", "Kylän väki")
    assert organization["email"] == "vaki@example.org"
    assert website["potentialAction"]["target"] == f"{SITE}/fi/haku/?q={{search_term_string}}"


def test_page_tells_where_it_stands(story, client):
    (trail,) = data_of(head_of(client, "/fi/tarina/"))

    assert [step["item"] for step in trail["itemListElement"]] == [f"{SITE}/fi/", f"{SITE}/fi/tarina/"]


def test_data_can_not_end_its_script():
    script = as_script({"name": "</script><script>alert(1)</script> & <!--"})

    assert "<" not in script and ">" not in script and "&" not in script
    assert json.loads(script) == {"name": "</script><script>alert(1)</script> & <!--"}


def test_hidden_page_asks_to_be_left_out(story, client):
    story.is_hidden_from_search = True
    story.save_revision().publish()
    bump("content")

    head = head_of(client, "/fi/tarina/")

    assert '<meta name="robots" content="noindex">' in head
    assert "ld+json" not in head and "canonical" not in head


def test_open_graph_shows_a_card_that_is_there(story, client):
    head = head_of(client, "/fi/tarina/")
    address = re.search(r'property="og:image" content="([^"]+)"', head).group(1)

    response = client.get(address.removeprefix(SITE))

    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert "immutable" in response["Cache-Control"]


def test_own_picture_is_shared_instead_of_the_card(story, client):
    from wagtail.images.tests.utils import get_test_image_file

    from himmeli.media.models import Picture

    story.share_image = Picture.objects.create(title="Ranta", file=get_test_image_file("ranta.png", size=(1400, 800)))
    story.save_revision().publish()
    bump("content")

    head = head_of(client, "/fi/tarina/")

    assert re.search(r'property="og:image" content="http://testserver/\S*ranta\S*\.jpg"', head)
    assert 'property="og:image:width" content="1200"' in head
