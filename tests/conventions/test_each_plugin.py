"""The whole site with each plugin switched off in turn, as a visitor and a coordinator walk through it."""

from pathlib import Path

import pytest
from django.test import Client, override_settings
from wagtail.models import Page

from himmeli.kits.services import load_kit
from himmeli.office.roles import COORDINATOR
from himmeli.plugins.activation import active_plugins, dependants_of, switch_off, switch_on
from himmeli.plugins.faults import write_faults
from himmeli.plugins.models import PluginFault
from himmeli.plugins.ownership import owner_of_model

ROOT = Path(__file__).resolve().parents[2]
PLUGINS = sorted(path.parent.name for path in (ROOT / "plugins").glob("*/plugin.py"))
PUBLIC = ["/fi/", "/en/", "/fi/haku/?q=leipä", "/sitemap.xml", "/robots.txt", "/fi/accounts/login/"]
ADMIN = [
    "/admin/",
    "/admin/pages/",
    "/admin/plugins/",
    "/admin/appearance/",
    "/admin/images/",
    "/admin/snippets/",
    "/admin/reports/site-history/",
]


@pytest.fixture(scope="module")
def media(tmp_path_factory):
    return tmp_path_factory.mktemp("media")


@pytest.fixture(scope="module")
def demo(module_db, media):
    with override_settings(MEDIA_ROOT=media):
        load_kit("kylan-vaki")
        for label in PLUGINS:
            switch_on(label, with_requirements=True)


@pytest.fixture
def site(demo, db, settings, media):
    settings.MEDIA_ROOT = media


@pytest.fixture
def desk(site, make_user):
    client = Client(raise_request_exception=False)
    client.force_login(make_user("Kaarina Koordinaattori", groups=[COORDINATOR]))
    return client


def test_every_plugin_runs_the_contract():
    lacking = [label for label in PLUGINS if not (ROOT / "tests" / "plugins" / label / "test_contract.py").is_file()]
    assert lacking == []


def statuses(client, addresses):
    return {address: client.get(address, follow=True).status_code for address in addresses}


@pytest.mark.parametrize("label", [*PLUGINS, "all"])
def test_site_works_with_it_switched_off(label, site, desk):
    off = set(PLUGINS) if label == "all" else {label, *dependants_of(label)}
    for name in sorted(off & active_plugins()):
        switch_off(name, with_dependants=True)
    pages = list(Page.objects.filter(depth__gt=1).live().specific())
    gone = {page.get_url() for page in pages if owner_of_model(type(page)) in off}
    visitor = Client(raise_request_exception=False)

    seen = statuses(visitor, [page.get_url() for page in pages])
    assert seen == {address: 404 if address in gone else 200 for address in seen}
    assert statuses(visitor, PUBLIC) == dict.fromkeys(PUBLIC, 200)

    parents = [f"/admin/pages/{page.pk}/" for page in pages if page.numchild]
    editors = [f"/admin/pages/{page.pk}/edit/" for page in pages if page.get_url() not in gone and page.depth < 4]
    looked = [*ADMIN, *parents, *editors]
    assert statuses(desk, looked) == dict.fromkeys(looked, 200)

    write_faults()
    assert list(PluginFault.objects.filter(plugin__in=PLUGINS).values_list("plugin", "piece", "message")) == []


@pytest.mark.parametrize("label", PLUGINS)
def test_nothing_of_it_is_in_the_pages_of_the_others(label, site):
    visitor = Client()
    switch_off(label, with_dependants=True)
    gone = [page.get_url() for page in Page.objects.live().specific() if owner_of_model(type(page)) == label]

    for address in ("/fi/", "/fi/haku/?q=leipä", "/sitemap.xml", "/sitemap-fi-1.xml"):
        text = visitor.get(address, follow=True).content.decode()
        # An editor's own words may still lead there: what the site makes by itself may not.
        made = text.partition("<main")[0] + text.partition("</main>")[2] if address == "/fi/" else text
        assert [url for url in gone if f'"{url}"' in made or f"{url}<" in made] == []
