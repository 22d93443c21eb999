"""The privacy page writes itself, and a cooperative's own page takes its place."""

import json

import pytest
from django.utils import translation

from himmeli.blocks.registry import offers
from himmeli.kits.services import load_kit
from himmeli.pages.models import ContentPage
from himmeli.plugins.activation import switch_off
from himmeli.plugins.personal_data import personal_data
from himmeli.privacy.statements import statements
from himmeli.stamps.services import bump

ADDRESSES = {"fi": "/fi/tietosuoja/", "sv": "/sv/dataskydd/", "en": "/en/privacy/"}


@pytest.mark.parametrize("language", ADDRESSES)
def test_there_is_one_in_each_language(client, site_root, language):
    answer = client.get(ADDRESSES[language])

    assert answer.status_code == 200
    text = answer.content.decode()
    with translation.override(language):
        for statement in statements():
            assert statement.title in text


def test_it_tells_of_plugins_that_are_on(client, site_root, activate):
    purpose = "Jotta kirjoitusten alla voidaan näyttää kommentit"

    def words():
        return client.get(ADDRESSES["fi"]).content.decode()

    with translation.override("fi"):
        purpose = str(personal_data.find("blog.comment").value.purpose)
    assert purpose not in words()
    activate("blog")
    assert purpose in words()
    switch_off("blog")
    assert purpose not in words()


def test_the_footer_leads_to_it(client, site_root):
    assert f'href="{ADDRESSES["fi"]}"' in client.get("/fi/").content.decode().partition("<footer")[2]


def test_a_page_of_ones_own_takes_its_place_and_keeps_the_block(client, site_root):
    body = [{"type": "personal_data", "value": {"title": "Mitä säilytämme", "intro": ""}}]
    page = ContentPage(title="Tietosuoja", slug="tietosuoja", intro="Omin sanoin.", body=json.dumps(body))
    site_root.add_child(instance=page)

    text = client.get(ADDRESSES["fi"]).content.decode()

    assert "Omin sanoin." in text
    with translation.override("fi"):
        assert statements()[0].title in text
    assert "Mitä säilytämme" in text
    page.unpublish()
    bump("content")
    assert "Omin sanoin." not in client.get(ADDRESSES["fi"]).content.decode()


def test_the_kits_have_it_on_their_own_pages(client, db, settings):
    load_kit("kylan-vaki")

    for language, address in ADDRESSES.items():
        text = client.get(address).content.decode()
        with translation.override(language):
            assert statements()[0].title in text, address
        # Once in the footer: the menu leads there already.
        footer = client.get(f"/{language}/").content.decode().partition("<footer")[2]
        assert footer.count(f'href="{address}"') == 1


def test_things_kept_for_the_same_reason_are_told_once(db):
    with translation.override("fi"):
        titles = [statement.title for statement in statements()]

    assert len(titles) == len(set(titles))
    assert len(titles) < len(personal_data.active()) / 2


def test_the_block_is_offered(db):
    assert offers.find("personal_data") is not None
