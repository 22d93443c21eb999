"""What plugins add to a member's own pages, while they are on, off, and broken."""

import pytest

from himmeli.accounts.roles import has_role, roles
from himmeli.office.roles import ensure_roles
from himmeli.plugins import activation
from himmeli.plugins.faults import write_faults
from himmeli.plugins.models import PluginFault


@pytest.fixture
def signed_in(client, member, site_root):
    client.force_login(member)
    return client


def test_section_and_settings_of_an_active_plugin_are_there_and_gone_with_it(signed_in, activate):
    activate("dummy")
    assert "A note of mine" in signed_in.get("/fi/omat/").content.decode()
    assert "/fi/notes/settings/" in signed_in.get("/fi/omat/asetukset/").content.decode()

    activation.switch_off("dummy")

    assert "A note of mine" not in signed_in.get("/fi/omat/").content.decode()
    assert "/fi/notes/settings/" not in signed_in.get("/fi/omat/asetukset/").content.decode()


def test_what_raises_is_left_out_and_noted_and_the_rest_stays(signed_in, activate):
    activate("dummy", "broken")

    home, settings = signed_in.get("/fi/omat/"), signed_in.get("/fi/omat/asetukset/")

    assert (home.status_code, settings.status_code) == (200, 200)
    assert "A note of mine" in home.content.decode()
    assert "My broken notes" not in home.content.decode()
    write_faults()
    pieces = set(PluginFault.objects.filter(plugin="broken").values_list("piece", flat=True))
    assert {"section broken.notes", "settings page broken.notes"} <= pieces


def test_role_that_a_plugin_brings_counts_while_it_is_on(activate, make_user):
    activate("dummy")
    ensure_roles()
    keeper = make_user("Niilo Muistio", groups=["Dummy keeper"])
    assert has_role(keeper, "Dummy keeper")
    assert roles.find("Dummy keeper").plugin == "dummy"

    activation.switch_off("dummy")

    assert not has_role(keeper, "Dummy keeper")
