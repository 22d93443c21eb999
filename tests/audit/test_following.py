"""What is changed in the site is in the log, by whichever door."""

import pytest
from django.contrib.auth.models import Group
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from himmeli.audit.models import Entry
from himmeli.identity.services import ensure_identity
from himmeli.office.roles import COORDINATOR, WRITER
from himmeli.pages.models import ContentPage
from himmeli.plugins.activation import switch_off, switch_on
from himmeli.seo import maintenance
from himmeli.themes.current import live_appearance
from himmeli.themes.services import publish_look


@pytest.fixture
def log(site_root, coordinator):
    """What was recorded since the last question: (action, who, whom, subject)."""
    seen = [Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0]

    def newest():
        rows = list(Entry.objects.filter(pk__gt=seen[0]).order_by("pk"))
        seen[0] = rows[-1].pk if rows else seen[0]
        return rows

    return newest


def told(rows):
    return [(row.action, row.actor, row.subject) for row in rows]


@pytest.fixture
def desk(client, coordinator):
    client.force_login(coordinator)
    return client


@pytest.fixture
def draft(site_root, log):
    draft = site_root.add_child(instance=ContentPage(title="Talkoot", slug="talkoot", live=False))
    log()
    return draft


def test_publishing_is_told_with_who_did_it(draft, log, coordinator):
    draft.save_revision(user=coordinator).publish(user=coordinator)
    draft.refresh_from_db()
    draft.unpublish(user=coordinator)

    assert told(log()) == [
        ("page.published", coordinator, "Talkoot"),
        ("page.unpublished", coordinator, "Talkoot"),
    ]


def test_deleting_a_page_is_told(draft, log, coordinator):
    Page.objects.get(pk=draft.pk).delete(user=coordinator)

    assert told(log()) == [("page.deleted", coordinator, "Talkoot")]


def test_saving_a_draft_is_nothing_to_tell(draft, log, coordinator):
    draft.save_revision(user=coordinator, log_action=True)

    assert log() == []


def test_site_details_are_told_once_with_old_and_new_values(desk, log, coordinator):
    identity = ensure_identity()
    log()
    address = f"/admin/snippets/identity/siteidentity/edit/{identity.pk}/"
    values = {
        "name": "Uusi nimi",
        "tagline": "",
        "email": "posti@example.org",
        "phone": "",
        "address": "",
        "social_links": "",
    }

    assert desk.post(address, values).status_code == 302

    rows = log()
    assert [(row.action, row.actor) for row in rows] == [("settings.changed", coordinator)]
    assert {"field": "email", "old": identity.email, "new": "posti@example.org"} in rows[0].changes
    assert {"field": "name", "old": identity.name, "new": "Uusi nimi"} in rows[0].changes
    assert len(rows[0].changes) == 2


def test_saving_what_is_the_same_tells_nothing(log):
    identity = ensure_identity()
    log()

    identity.save()

    assert log() == []


def test_a_moved_address_is_told(log):
    redirect = Redirect.objects.create(old_path="/vanha", redirect_link="/uusi")
    redirect.redirect_link = "/uudempi"
    redirect.save()
    redirect.delete()

    assert [row.action for row in log()] == ["settings.made", "settings.changed", "settings.deleted"]


def test_switching_a_plugin_is_told(log):
    switch_on("blog")
    switch_off("blog")

    assert [(row.action, row.values) for row in log()] == [
        ("plugin.on", {"plugin": "blog"}),
        ("plugin.off", {"plugin": "blog"}),
    ]


def test_who_switches_a_plugin_in_the_admin_is_told(desk, log, coordinator):
    desk.post("/admin/plugins/blog/switch/", {"on": "1", "confirmed": "1"})

    rows = [row for row in log() if row.action.startswith("plugin.")]
    assert [row.actor for row in rows] == [coordinator]


def test_a_new_look_is_told_with_what_is_different(log, coordinator):
    before = live_appearance().look_values

    publish_look(values={"theme": "torppa"}, publisher=coordinator)

    (row,) = log()
    assert (row.action, row.actor) == ("appearance.published", coordinator)
    assert {"field": "theme", "old": before["theme"], "new": "torppa"} in row.changes


def test_a_break_is_told_when_it_begins_and_ends(desk, log, coordinator):
    desk.post("/admin/maintenance/", {"state": "on"})
    desk.post("/admin/maintenance/", {"state": "on"})
    desk.post("/admin/maintenance/", {"state": "off"})

    assert told(log()) == [("maintenance.began", coordinator, ""), ("maintenance.ended", coordinator, "")]
    assert not maintenance.is_on()


def test_roles_given_and_taken_are_told_from_both_sides(log, member, coordinator):
    writers = Group.objects.get(name=WRITER)
    log()

    member.groups.add(writers)
    member.groups.add(writers)
    writers.user_set.remove(member)
    member.groups.set(Group.objects.filter(name=COORDINATOR))
    member.groups.clear()

    assert [(row.action, row.person, row.values["role"]) for row in log()] == [
        ("role.given", member, WRITER),
        ("role.taken", member, WRITER),
        ("role.given", member, COORDINATOR),
        ("role.taken", member, COORDINATOR),
    ]


def test_becoming_an_administrator_and_being_shut_out_is_told(log, member):
    log()
    member.is_superuser = True
    member.save()
    member.is_active = False
    member.save(update_fields=["is_active"])
    member.display_name = "Toinen nimi"
    member.save()

    assert [row.changes for row in log()] == [
        [{"field": "is_superuser", "old": False, "new": True}],
        [{"field": "is_active", "old": True, "new": False}],
    ]


def test_permissions_of_a_role_are_told_when_a_person_changes_them(client, administrator, log, coordinator):
    client.force_login(administrator)
    group = Group.objects.get(name=WRITER)
    log()

    answer = client.get(f"/admin/groups/edit/{group.pk}/")
    assert answer.status_code == 200
    form = answer.context["form"]
    data = {"name": group.name}
    data["permissions"] = [str(form["permissions"].field.queryset.first().pk)]
    for formset in answer.context["permission_panels"]:
        data |= {f"{formset.prefix}-TOTAL_FORMS": 0, f"{formset.prefix}-INITIAL_FORMS": 0}
        data |= {f"{formset.prefix}-MIN_NUM_FORMS": 0, f"{formset.prefix}-MAX_NUM_FORMS": 1000}
    assert client.post(f"/admin/groups/edit/{group.pk}/", data).status_code == 302

    rows = [row for row in log() if row.action == "role.changed"]
    assert {row.actor for row in rows} == {administrator}
    assert any(row.changes and row.changes[0]["field"] == "permissions" for row in rows)


def test_no_entry_names_a_person_or_her_address(client, administrator, log, make_user):
    client.force_login(administrator)
    person = make_user("Vieno Virtanen")
    person.groups.add(Group.objects.get(name=WRITER))
    person.is_superuser = True
    person.save()
    client.post(f"/admin/users/delete/{person.pk}/")

    rows = list(Entry.objects.values_list("subject", "values", "changes"))
    assert "Vieno" not in str(rows)
    assert "vieno@" not in str(rows)
    assert Entry.objects.filter(action="person.deleted", person=person.pk, actor=administrator).exists()
