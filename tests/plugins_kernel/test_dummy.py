"""The dummy uses every extension point once: each works while it is on, and is gone while it is off."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.test import Client
from wagtail import hooks
from wagtail.models import Page, Site

from himmeli.navigation.blocks import menu_targets
from himmeli.plugins.activation import switch_off
from himmeli.plugins.events import publish
from himmeli.plugins.page_types import hidden_page_types, served_pages
from himmeli.plugins.providers import resolve
from himmeli.plugins.slots import render_slot
from himmeli.plugins.waiting import what_waits_for
from himmeli.testing import PluginContract, addresses_of

from .happenings import Greeting, SomethingHappened, heard


class TestContract(PluginContract):
    plugin = "dummy"
    languages = ()


@pytest.fixture
def admin(administrator):
    client = Client()
    client.force_login(administrator)
    return client


@pytest.fixture
def dummy_page(activate, site_root):
    from plugins.dummy.pages import DummyPage

    activate("dummy")
    page = DummyPage(title="Sauna", slug="sauna", intro="Warm.")
    site_root.add_child(instance=page)
    return page


def test_slot_is_filled_while_the_plugin_is_on(activate, db):
    assert render_slot("page.after_content", {}) == ""

    activate("dummy")

    assert "from the slot" in render_slot("page.after_content", {"page": Page(title="Sauna")})


def test_events_and_signals_reach_active_plugins_only(activate, django_capture_on_commit_callbacks, site_root):
    with django_capture_on_commit_callbacks(execute=True):
        publish(SomethingHappened(1))
        Site.objects.get().save()
    assert heard == []

    activate("dummy")
    with django_capture_on_commit_callbacks(execute=True):
        publish(SomethingHappened(2))
        Site.objects.get().save()

    assert heard == [("site", Site.objects.get().pk), ("event", 2)]


def test_contract_falls_back_while_its_provider_is_off(activate, db):
    assert resolve(Greeting).greet() == ""

    activate("dummy")

    assert resolve(Greeting).greet() == "hello from dummy"


def test_registries_give_out_what_is_active(activate, administrator):
    assert menu_targets.get("dummy") is None
    assert "Notes to read" not in [line.label for line in what_waits_for(administrator)]

    activate("dummy")

    assert menu_targets.get("dummy").value.address().endswith("/dummy/notes/")
    assert "Notes to read" in [line.label for line in what_waits_for(administrator)]


def test_hooks_are_asked_of_active_plugins_only(activate, db):
    def owners(name):
        return [function.__module__ for function in hooks.get_hooks(name) if "dummy" in function.__module__]

    assert owners("before_serve_page") == []
    assert owners("register_admin_urls") == ["plugins.dummy.wagtail_hooks"]

    activate("dummy")
    assert owners("before_serve_page") == ["plugins.dummy.wagtail_hooks"]

    switch_off("dummy")
    assert owners("before_serve_page") == []


def test_admin_shows_its_pieces_while_it_is_on(activate, admin, site_root):
    pieces = ["dummy-desk", "css of dummy"]
    home = admin.get("/admin/").content.decode()
    assert [piece for piece in pieces if piece in home] == []

    activate("dummy")
    home = admin.get("/admin/").content.decode()
    assert [piece for piece in pieces if piece in home] == pieces

    switch_off("dummy")
    home = admin.get("/admin/").content.decode()
    assert [piece for piece in pieces if piece in home] == []


def test_addresses_of_every_kind_are_known(activate, db):
    activate("dummy")

    addresses = addresses_of("dummy")

    assert "/fi/dummy/notes/" in addresses
    assert "/api/dummy/notes/" in addresses
    assert "/admin/dummy/desk/" in addresses
    assert any(address.startswith("/admin/snippets/dummy/note/") for address in addresses)
    assert any(address.startswith("/admin/settings/dummy/") for address in addresses)
    assert any("chooser" in address for address in addresses)


def test_addresses_answer_while_it_is_on(activate, admin, site_root):
    activate("dummy")

    statuses = [admin.get(a).status_code for a in ("/fi/dummy/notes/", "/api/dummy/notes/", "/admin/dummy/desk/")]

    assert statuses == [200, 200, 200]


def test_list_of_snippets_leaves_out_those_of_a_plugin_that_is_off(activate, admin, site_root):
    assert "/admin/snippets/dummy/note/" not in admin.get("/admin/snippets/").content.decode()

    activate("dummy")

    assert "/admin/snippets/dummy/note/" in admin.get("/admin/snippets/").content.decode()


def test_page_of_a_plugin_that_is_off_is_kept_and_marked(dummy_page, admin, client):
    assert client.get(dummy_page.url).status_code == 200

    switch_off("dummy")

    assert client.get(dummy_page.url).status_code == 404
    explorer = admin.get(f"/admin/pages/{dummy_page.get_parent().pk}/").content.decode()
    assert "Sauna (" in explorer
    assert "Dummy plugin" in explorer


def test_core_page_under_a_page_that_is_off_is_still_served(dummy_page, client):
    from himmeli.pages.models import ContentPage

    child = ContentPage(title="Löylyt", slug="loylyt")
    dummy_page.add_child(instance=child)
    switch_off("dummy")

    assert client.get(child.url).status_code == 200


def test_editing_a_page_of_a_plugin_that_is_off_is_refused_with_a_reason(dummy_page, admin):
    address = f"/admin/pages/{dummy_page.pk}/edit/"
    switch_off("dummy")

    response = admin.get(address, follow=True)

    assert response.redirect_chain[0][0] == f"/admin/pages/{dummy_page.get_parent().pk}/"
    assert any("Dummy plugin" in str(message) for message in response.context["messages"])
    assert admin.post(address, {"title": "X"}, headers={"accept": "application/json"}).status_code == 403
    assert Page.objects.get(pk=dummy_page.pk).title == "Sauna"


def test_page_type_of_a_plugin_that_is_off_cannot_be_created(activate, site_root, admin):
    address = f"/admin/pages/add/dummy/dummypage/{site_root.pk}/"
    activate("dummy")
    assert admin.get(address).status_code == 200
    assert "dummypage" in admin.get(f"/admin/pages/{site_root.pk}/add_subpage/").content.decode()

    switch_off("dummy")

    assert admin.get(address).status_code == 404
    assert "dummypage" not in admin.get(f"/admin/pages/{site_root.pk}/add_subpage/").content.decode()


def test_served_pages_leave_out_plugins_that_are_off(dummy_page, django_assert_num_queries):
    assert dummy_page.pk in served_pages(Page.objects.all()).values_list("pk", flat=True)

    switch_off("dummy")
    assert hidden_page_types() == sorted({*hidden_page_types(), ContentType.objects.get_for_model(dummy_page).pk})

    with django_assert_num_queries(1):
        assert dummy_page.pk not in list(served_pages(Page.objects.all()).values_list("pk", flat=True))


def test_page_whose_type_is_gone_is_not_served_and_not_edited(dummy_page, admin, client):
    ghost = ContentType.objects.create(app_label="vanished", model="ghostpage")
    address = dummy_page.url
    Page.objects.filter(pk=dummy_page.pk).update(content_type=ghost)

    assert client.get(address).status_code == 404
    assert admin.get(f"/admin/pages/{dummy_page.pk}/edit/").status_code == 302
    assert admin.get(f"/admin/pages/{dummy_page.get_parent().pk}/").status_code == 200


def test_switch_that_is_rolled_back_leaves_nothing_behind(activate, db):
    from himmeli.plugins.activation import active_plugins, is_active, switch_on

    class Stop(Exception):
        pass

    with pytest.raises(Stop), transaction.atomic():
        switch_on("dummy")
        assert is_active("dummy")
        raise Stop

    # Another process raises the stamp once, too.
    from himmeli.stamps.services import bump

    bump("plugins")
    assert "dummy" not in active_plugins()
