import pytest
from django.utils.safestring import mark_safe

from himmeli.plugins import costs
from himmeli.plugins.costs import charge_rest, metered_request, write_costs
from himmeli.plugins.faults import guarded
from himmeli.plugins.models import PluginCost
from himmeli.plugins.slots import render_slot, slots
from himmeli.stamps.models import Stamp


@pytest.fixture
def asking_slot(activate):
    """A slot of the dummy that asks the database twice."""

    def ask(context):
        Stamp.objects.count()
        Stamp.objects.exists()
        return mark_safe("asked")

    activate("dummy")
    slots.register("test.place:ask", ask, plugin="dummy")
    yield
    slots.remove("test.place:ask")


def view_page():
    with metered_request(on_end=lambda: None):
        Stamp.objects.count()
        render_slot("test.place", {})


def test_slot_that_asks_twice_costs_two_queries_a_view(asking_slot, every_view_measured):
    for _ in range(3):
        view_page()
    write_costs()

    cost = PluginCost.objects.get(plugin="dummy")
    assert cost.views == 3
    # Inside a test's transaction each piece has a savepoint of its own, which is no query of the plugin's.
    milliseconds, queries = cost.added
    assert queries == pytest.approx(2, abs=2)
    assert milliseconds > 0
    assert cost.own is None


def test_piece_inside_another_plugins_piece_is_charged_once(db, every_view_measured):
    with metered_request(on_end=lambda: None), guarded("outer", "x"):
        Stamp.objects.count()
        with guarded("inner", "y"):
            Stamp.objects.count()
            Stamp.objects.count()
    write_costs()

    outer, inner = PluginCost.objects.get(plugin="outer"), PluginCost.objects.get(plugin="inner")
    assert (outer.views, inner.views) == (1, 1)
    assert inner.added[1] - outer.added[1] == 1


def test_one_view_on_a_busy_machine_spoils_nothing(db):
    cost = PluginCost(plugin="dummy", samples=[[3000, 2, 0]] * 9 + [[5_310_000, 80, 0]])

    assert cost.added == (3.0, 2)


def test_page_of_its_own_is_told_apart_from_what_it_adds_to_others(db, every_view_measured):
    with metered_request(on_end=lambda: None):
        charge_rest("dummy")
        Stamp.objects.count()
    with metered_request(on_end=lambda: None), guarded("dummy", "x"):
        pass
    write_costs()

    cost = PluginCost.objects.get(plugin="dummy")
    assert [sample[2] for sample in cost.samples] == [1, 0]
    assert cost.own[1] == 1


def test_only_the_newest_views_are_kept(db, every_view_measured, monkeypatch):
    monkeypatch.setattr(costs, "SAMPLES_KEPT", 3)
    for _ in range(5):
        with metered_request(on_end=lambda: None), guarded("dummy", "x"):
            pass
    write_costs()

    cost = PluginCost.objects.get(plugin="dummy")
    assert (cost.views, len(cost.samples)) == (5, 3)


def test_admin_is_no_page_view(db, client, every_view_measured, monkeypatch):
    opened = []
    monkeypatch.setattr(costs, "_gather", lambda meter: opened.append(meter))

    client.get("/admin/plugins/")
    client.get("/fi/nothing-here/")

    assert len(opened) == 1


def test_views_that_are_not_measured_write_nothing(asking_slot, monkeypatch):
    monkeypatch.setattr(costs.random, "randrange", lambda stop: 1)

    view_page()
    write_costs()

    assert not PluginCost.objects.exists()
