"""The broken twin raises in every extension point: the site serves everything else, and names it."""

import sys

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from wagtail import hooks
from wagtail.models import Site

from himmeli.blocks.fields import PluginStreamField
from himmeli.navigation.menus import _resolve
from himmeli.pages.models import ContentPage
from himmeli.plugins import faults
from himmeli.plugins.activation import is_active
from himmeli.plugins.events import publish
from himmeli.plugins.faults import FAULTS_KEPT, note_fault, write_faults
from himmeli.plugins.jobs import run_due_jobs
from himmeli.plugins.models import JobRun, PluginFault
from himmeli.plugins.slots import render_slot, slots
from himmeli.plugins.waiting import what_waits_for

from .happenings import SomethingHappened

BLOCK = {"type": "broken_words", "value": {"title": "Sauna", "ratio": 1.0, "extra": [None]}, "id": "one"}


@pytest.fixture
def admin(administrator):
    client = Client()
    client.force_login(administrator)
    return client


@pytest.fixture
def ranta(activate, site_root):
    activate("dummy", "broken")
    ranta = ContentPage(title="Ranta", slug="ranta")
    ranta.body = ContentPage._meta.get_field("body").stream_block.stored_to_python(
        [{"type": "heading", "value": {"text": "Tervetuloa rantaan"}, "id": "zero"}, BLOCK]
    )
    site_root.add_child(instance=ranta)
    return ContentPage.objects.get(pk=ranta.pk)


def pieces():
    write_faults()
    return set(PluginFault.objects.filter(plugin="broken").values_list("piece", flat=True))


def test_page_with_a_raising_block_slot_and_hooks_is_served(ranta, client):
    response = client.get(ranta.url)

    assert response.status_code == 200
    assert "Tervetuloa rantaan" in response.content.decode()
    assert {"block broken_words", "hook before_serve_page"} <= pieces()


def test_raising_slot_leaves_the_others(ranta):
    html = render_slot("page.after_content", {"page": ranta})

    assert "from the slot" in html
    assert "slot page.after_content" in pieces()


def test_raising_block_is_kept_byte_for_byte(ranta):
    list(ranta.body)
    ranta.save()

    assert stored(ranta)[1] == BLOCK


def stored(ranta):
    field = ContentPage._meta.get_field("body")
    assert isinstance(field, PluginStreamField)
    return field.get_prep_value(ContentPage.objects.get(pk=ranta.pk).body)


@pytest.mark.parametrize("address", ["/admin/", "/admin/plugins/", "/admin/pages/", "/admin/snippets/"])
def test_admin_page_is_there(ranta, admin, address):
    assert admin.get(address).status_code == 200


def test_raising_pieces_of_the_admin_are_counted(ranta, admin):
    admin.get("/admin/")

    assert "register_admin_menu_item broken-desk" in pieces()


def test_raising_panel_is_drawn_empty(ranta):
    panels = []
    for hook in hooks.get_hooks("construct_homepage_panels"):
        if hook.__module__.startswith("plugins."):
            hook(None, panels)

    drawn = [panel.render_html({}) for panel in panels]

    assert sorted(drawn) == ["", "a panel of dummy"]
    assert "construct_homepage_panels: Panel" in pieces()


def test_editor_shows_the_raising_block_as_kept(ranta, admin):
    response = admin.get(f"/admin/pages/{ranta.pk}/edit/")

    assert response.status_code == 200
    assert "parked" in response.content.decode()
    assert {"block broken_words in the editor", "hook before_edit_page"} & pieces()


def test_raising_view_is_its_own_only(ranta):
    client = Client(raise_request_exception=False)

    assert client.get("/fi/broken/notes/").status_code == 500
    assert client.get(ranta.url).status_code == 200
    assert "view broken:notes" in pieces()


def test_raising_receivers_do_not_hurt_the_sender(ranta, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        publish(SomethingHappened(1))
        Site.objects.get().save()
        ranta.save_revision().publish()

    assert {"receiver of SomethingHappened", "receiver hear_of_site", "receiver hear_of_page"} <= pieces()


def test_receiver_of_its_own_model_fails_closed(ranta):
    from plugins.broken.models import Note

    with pytest.raises(Exception, match="boom"):
        Note.objects.create(text="half done")


def test_raising_job_leaves_the_others(ranta, jobs_of_plugins):
    ran = run_due_jobs()

    assert ran == ["plugins.broken.tasks.tick", "plugins.dummy.tasks.tick"]
    assert JobRun.objects.get(job="plugins.broken.tasks.tick").error == "Boom: boom"
    assert "job plugins.broken.tasks.tick" in pieces()


def test_raising_menu_entry_and_waiting_line_are_left_out(ranta, administrator):
    assert not any(_resolve({"target": "broken"}, Site.objects.get()))
    assert "Notes to read" in {line.label for line in what_waits_for(administrator)}
    assert {"menu entry broken", "what waits"} <= pieces()


def test_refusal_by_a_hook_is_an_answer_and_no_fault(ranta, monkeypatch):
    def refuse(request, ranta):
        raise PermissionDenied

    refuse.__module__ = "plugins.dummy.wagtail_hooks"
    with hooks.register_temporarily("before_delete_page", refuse):
        (hook,) = [hook for hook in hooks.get_hooks("before_delete_page") if hook.__name__ == "refuse"]
        with pytest.raises(PermissionDenied):
            hook(None, ranta)

    assert not PluginFault.objects.filter(piece="hook before_delete_page").exists()


def test_plugin_can_be_switched_off_in_the_admin(ranta, admin):
    response = admin.post("/admin/plugins/broken/switch/", {"on": "0", "confirmed": "1"})

    assert response.status_code == 302
    assert not is_active("broken")


def test_faults_are_counted_and_capped(db):
    for number in range(FAULTS_KEPT + 5):
        note_fault("dummy", "slot x", ValueError(f"number {number}"))
    note_fault("dummy", "slot x", ValueError("number 54"))
    faults._pending.reverse()  # written last first
    write_faults()

    assert PluginFault.objects.count() == FAULTS_KEPT
    assert PluginFault.objects.get(message="ValueError: number 54").count == 2


def test_fault_with_bytes_no_database_takes_is_written(db):
    note_fault("dummy", "slot \x00", ValueError("zero \x00 and half \ud800"))
    write_faults()

    assert PluginFault.objects.get().message == "ValueError: zero  and half ?"


@pytest.fixture
def exits(activate, site_root):
    """A slot of the dummy that calls sys.exit()."""
    activate("dummy")
    slots.register("page.after_content:exits", lambda context: sys.exit(3), plugin="dummy")
    yield
    slots.remove("page.after_content:exits")


def test_slot_that_ends_the_process_ends_itself_only(exits, site_root, client):
    assert client.get(site_root.url).status_code == 200

    write_faults()
    assert PluginFault.objects.get(plugin="dummy").message == "SystemExit: 3"


def test_view_that_ends_the_process_is_an_error_of_its_own(activate, site_root, monkeypatch):
    from plugins.dummy import views

    activate("dummy")
    monkeypatch.setattr(views.Note.objects, "count", lambda: sys.exit(4), raising=False)
    client = Client(raise_request_exception=False)

    assert client.get("/api/dummy/notes/").status_code == 500
    assert client.get(site_root.url).status_code == 200

    write_faults()
    fault = PluginFault.objects.get(plugin="dummy")
    assert (fault.piece, fault.message) == ("view dummy_api:notes", "SystemExit: 4")


@pytest.mark.parametrize("template", ["broken/wrong.html", "dummy/not_there.html"])
def test_page_whose_template_is_wrong_is_counted_to_its_plugin(activate, site_root, monkeypatch, template):
    from plugins.dummy.pages import DummyPage

    activate("dummy")
    page = site_root.add_child(instance=DummyPage(title="Sauna", slug="sauna"))
    monkeypatch.setattr(DummyPage, "template", template)
    client = Client(raise_request_exception=False)

    assert client.get(page.url).status_code == 500
    assert client.get(site_root.url).status_code == 200

    write_faults()
    assert PluginFault.objects.filter(plugin="dummy", piece="view wagtail_serve").exists()
