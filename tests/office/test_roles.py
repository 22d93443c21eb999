from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import translation
from wagtail.models import GroupApprovalTask

from himmeli.office import roles
from himmeli.pages.models import ContentPage


@pytest.fixture
def writer(make_user, site_root):
    roles.ensure_roles()
    return make_user("Tuomo Kirjuri", groups=[roles.WRITER])


def test_setting_up_folds_wagtails_groups_into_ours(db):
    assert set(Group.objects.values_list("name", flat=True)) == {"Coordinator", "Dummy keeper", "Member", "Writer"}
    assert [list(task.groups.values_list("name", flat=True)) for task in GroupApprovalTask.objects.all()] == [
        ["Coordinator"]
    ]


def test_asking_again_changes_nothing(db):
    before = sorted(Group.objects.get(name=roles.COORDINATOR).permissions.values_list("pk", flat=True))

    roles.ensure_roles()

    assert sorted(Group.objects.get(name=roles.COORDINATOR).permissions.values_list("pk", flat=True)) == before
    assert Group.objects.count() == 4


def test_a_group_of_that_name_made_later_is_left_alone(db, make_user):
    editors = Group.objects.create(name="Editors")
    person = make_user(groups=["Editors"])

    roles.ensure_roles()

    assert list(person.groups.all()) == [editors]


def test_what_a_role_lacks_is_given_back(db):
    group = Group.objects.get(name=roles.COORDINATOR)
    group.permissions.remove(Permission.objects.get(codename="access_admin"))

    roles.ensure_roles()

    assert group.permissions.filter(codename="access_admin").exists()


def test_names_of_roles_are_shown_in_the_language_in_use(db):
    group = Group.objects.get(name=roles.COORDINATOR)

    with translation.override("en"):
        assert roles.role_name(group) == "Coordinator"
    assert roles.role_name(Group(name="Hallitus")) == "Hallitus"


def test_coordinator_publishes_and_is_no_superuser(coordinator, site_root):
    tester = site_root.permissions_for_user(coordinator)

    assert (coordinator.is_superuser, tester.can_edit(), tester.can_publish()) == (False, True, True)
    assert coordinator.has_perm("wagtail_localize.submit_translation")
    assert not coordinator.has_perm("accounts.change_user")
    assert not coordinator.has_perm("wagtailcore.change_workflow")


def test_writer_writes_but_does_not_publish(writer, site_root):
    tester = site_root.permissions_for_user(writer)

    assert (tester.can_edit(), tester.can_add_subpage(), tester.can_publish()) == (True, True, False)


def test_a_writers_page_waits_for_the_coordinator(writer, coordinator, site_root):
    from himmeli.plugins.waiting import what_waits_for

    page = site_root.add_child(instance=ContentPage(title="Talkoot", live=False, owner=writer))
    page.save_revision(user=writer)
    page.get_workflow().start(page, writer)

    waiting = {line.url: line.count for line in what_waits_for(coordinator)}
    assert waiting["/admin/desk/approve/"] == 1
    assert "/admin/desk/approve/" not in {line.url for line in what_waits_for(writer)}


def test_everything_else_of_the_desk_is_counted_too(coordinator, site_root):
    from django.utils import timezone

    from himmeli.office.desk import PILES

    draft = site_root.add_child(instance=ContentPage(title="Luonnos", live=False))
    draft.save_revision(user=coordinator)
    later = site_root.add_child(
        instance=ContentPage(title="Myöhemmin", live=False, go_live_at=timezone.now() + timedelta(days=1))
    )
    later.save_revision(user=coordinator).publish()

    assert [paper.title for paper in PILES["drafts"].papers(coordinator)] == ["Luonnos"]
    assert [paper.title for paper in PILES["scheduled"].papers(coordinator)] == ["Myöhemmin"]
    assert PILES["links"].count(coordinator) == 0
