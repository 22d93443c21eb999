import re

import pytest
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command
from django.test import Client

from himmeli.pages.models import ContentPage
from himmeli.plugins import ownership
from himmeli.plugins.activation import is_active
from himmeli.plugins.boot import Plan, Reason
from himmeli.plugins.discovery import Found
from himmeli.plugins.faults import note_fault, write_faults
from himmeli.plugins.models import PluginCost, PluginFault, PluginState
from himmeli.plugins.presentation import all_cards, card_of
from himmeli.plugins.wording import piece_in_words


@pytest.fixture
def admin(administrator):
    client = Client()
    client.force_login(administrator)
    return client


@pytest.fixture
def plan_with(settings):
    """Add plugins to those found when the tests began."""

    def add(*, installed=(), quarantined=None, requires=None):
        plan = settings.PLUGIN_PLAN
        made = {}
        for label in [*installed, *(quarantined or {})]:
            facts = {"verbose_name": label.capitalize(), "requires": (requires or {}).get(label, ())}
            made[label] = Found(label, f"plugins.{label}", plan.found["dummy"].path, facts)
        settings.PLUGIN_PLAN = Plan(
            {**plan.installed, **{label: made[label] for label in installed}},
            {**plan.quarantined, **(quarantined or {})},
            {**plan.found, **made},
        )
        ownership.owner_of_module.cache_clear()

    yield add
    ownership.owner_of_module.cache_clear()


def test_card_shows_what_a_plugin_is_and_brings(activate, admin, site_root):
    activate("dummy")
    PluginCost.objects.create(plugin="dummy", views=2, samples=[[2600, 2, 0], [127_000, 24, 1]])

    html = admin.get("/admin/plugins/").content.decode()

    for text in (
        "Dummy plugin",
        "Uses every extension point once.",
        "1.2",
        "The tests",
        "Dummy words",
        "3 ms",
        "130 ms",
    ):
        assert text in html


def test_card_says_what_it_brings_in_words_and_not_in_paths(activate, admin, site_root):
    activate("dummy")

    brought = {thing.kind: thing.names for thing in card_of("dummy").brings}
    html = admin.get("/admin/plugins/").content.decode()

    assert brought["Ajastetut työt"] == ["Ticks (joka minuutti)"]
    assert brought["Lisäyksiä sivuille"] == ["A line after the page"]
    assert "plugins.dummy" not in html


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("requires what is missing: kauppa", "Se tarvitsee lisäosan, jota täällä ei ole: kauppa."),
        ("plugin.py, line 3: invalid syntax", "tiedostossa plugin.py on virhe rivillä 3"),
        ("ImportError: no such thing", "koodissa on virhe"),
    ],
)
def test_reason_is_told_in_plain_words_beside_the_error(plan_with, admin, site_root, reason, words):
    plan_with(quarantined={"shaky": Reason(reason)})

    html = admin.get("/admin/plugins/").content.decode()

    assert words in html
    assert reason in html


@pytest.mark.parametrize(
    ("piece", "words"),
    [
        ("slot page.after_content", "Lisäys sivuihin, jokaisen sivun sisällön alla"),
        ("job plugins.dummy.tasks.tick", "Ajastettu työ: Ticks (joka minuutti)"),
        ("block dummy_words in the editor", "Sivun lohko: Dummy words"),
        ("hook construct_homepage_panels", "Osa sivuston hallinnan näkymiä"),
        ("register_admin_menu_item broken-desk", "Osa sivuston hallinnan näkymiä"),
        ("view dummy:notes", "Sen oma sivu tai lomake"),
    ],
)
def test_failed_piece_is_named_in_words(db, piece, words):
    assert piece_in_words(piece) == words


def test_page_shows_a_plugin_whose_every_method_raises(activate, admin, site_root):
    activate("broken")

    html = admin.get("/admin/plugins/").content.decode()

    assert "Broken plugin" in html
    assert "Raises in every extension point." in html


def test_quarantined_plugin_is_shown_with_reason_and_traceback(plan_with, admin, site_root):
    plan_with(quarantined={"shaky": Reason("ImportError: no such thing", "Traceback: in full")})

    html = admin.get("/admin/plugins/").content.decode()

    assert "ImportError: no such thing" in html
    assert "Traceback: in full" in html
    assert "/admin/plugins/shaky/switch/" not in html


def test_quarantined_plugin_that_was_on_can_be_switched_off(plan_with, admin, site_root):
    plan_with(quarantined={"shaky": Reason("x")})
    PluginState.objects.create(label="shaky", is_active=True)

    admin.post("/admin/plugins/shaky/switch/", {"on": "0"})

    assert PluginState.objects.get(label="shaky").is_active is False


def test_plugin_that_was_removed_from_disk_is_named(db):
    PluginState.objects.create(label="gone_away", is_active=True)

    card = card_of("gone_away")

    assert card.title == "Gone away"
    assert card.state == "quarantined"


def test_one_click_switches_when_there_is_nothing_to_warn_of(admin, site_root):
    assert admin.post("/admin/plugins/dummy/switch/", {"on": "1"}).status_code == 302
    assert is_active("dummy")

    assert admin.post("/admin/plugins/dummy/switch/", {"on": "0"}).status_code == 302
    assert not is_active("dummy")


def test_switching_needs_a_post(admin, site_root):
    assert admin.get("/admin/plugins/dummy/switch/?on=1").status_code == 405
    assert not is_active("dummy")


def test_requirements_are_offered_first(plan_with, admin, site_root, monkeypatch):
    plan_with(installed=["bazaar"], requires={"bazaar": ("dummy",)})

    question = admin.post("/admin/plugins/bazaar/switch/", {"on": "1"})

    assert question.status_code == 200
    assert "Dummy plugin" in question.content.decode()
    assert not is_active("bazaar")

    admin.post("/admin/plugins/bazaar/switch/", {"on": "1", "confirmed": "1"})
    assert is_active("bazaar")
    assert is_active("dummy")


def test_plugin_that_is_off_costs_nothing_and_says_nothing_of_it(admin, site_root, db):
    PluginCost.objects.create(plugin="dummy", views=1, samples=[[2600, 2, 0]])

    assert not is_active("dummy")
    assert card_of("dummy").cost is None


def test_dependants_and_use_are_warned_of_before_switching_off(plan_with, activate, admin, site_root):
    plan_with(installed=["bazaar"], requires={"bazaar": ("dummy",)})
    activate("bazaar")
    page = ContentPage(title="Ranta", slug="ranta", body=[("dummy_words", {"title": "Sauna"})])
    site_root.add_child(instance=page)

    question = admin.post("/admin/plugins/dummy/switch/", {"on": "0"})

    html = question.content.decode()
    assert question.status_code == 200
    assert "Kytketäänkö Dummy plugin pois päältä?</" in re.sub(r"\s+<", "<", html)
    assert "Bazaar" in html
    assert question.context["breadcrumbs_items"][-1]["label"] == question.context["header_title"]
    assert card_of("dummy").uses[0].count == 1
    assert str(card_of("dummy").uses[0].text) in html
    assert is_active("dummy")

    admin.post("/admin/plugins/dummy/switch/", {"on": "0", "confirmed": "1"})
    assert not is_active("dummy")
    assert not is_active("bazaar")
    assert "Ranta" in admin.get("/admin/plugins/dummy/use/").content.decode()


def test_switching_without_its_tables_is_refused(admin, site_root, monkeypatch):
    monkeypatch.setattr("himmeli.plugins.activation.missing_tables", lambda label: {"dummy_note"})

    admin.post("/admin/plugins/dummy/switch/", {"on": "1"})

    assert not is_active("dummy")


def test_errors_can_be_cleared(admin, site_root):
    note_fault("dummy", "slot x", ValueError("odd"))
    write_faults()
    assert "ValueError: odd" in admin.get("/admin/plugins/").content.decode()

    admin.post("/admin/plugins/dummy/clear/")

    assert not PluginFault.objects.exists()


def test_page_is_for_those_with_the_permission(make_user, site_root):
    user = make_user("Kaisa")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(user)

    assert client.get("/admin/plugins/").status_code == 302
    assert client.post("/admin/plugins/dummy/switch/", {"on": "1"}).status_code == 302
    assert not is_active("dummy")

    user.user_permissions.add(Permission.objects.get(codename="change_pluginstate"))
    assert client.get("/admin/plugins/").status_code == 200


def test_command_says_the_same_and_switches(capsys, db):
    call_command("plugins", "on", "dummy")
    assert is_active("dummy")

    call_command("plugins")
    listed = capsys.readouterr().out
    assert all(card.title in listed for card in all_cards())

    call_command("plugins", "off", "dummy")
    assert not is_active("dummy")
    with pytest.raises(CommandError):
        call_command("plugins", "on", "nonesuch")


def test_card_carries_the_token_its_form_needs(administrator, site_root):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(administrator)
    page = strict.get("/admin/plugins/").content.decode()
    form = page[page.index('action="/admin/plugins/dummy/switch/"') :]
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form[: form.index("</form>")]).group(1)

    strict.post("/admin/plugins/dummy/switch/", {"on": "1", "csrfmiddlewaretoken": token})

    assert is_active("dummy")
