"""Pages and records of a plugin that is no longer on the server: kept, listed, in nobody's way."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Revision, TaskState, Workflow
from wagtail.models.reference_index import ReferenceIndex

from himmeli.media.models import Picture
from himmeli.office.scheduled import publish_due, take_down_expired
from himmeli.pages.models import ContentPage
from himmeli.stamps.services import forget_remembered


@pytest.fixture
def admin(administrator):
    client = Client(raise_request_exception=False)
    client.force_login(administrator)
    return client


@pytest.fixture
def gone(activate, site_root, administrator):
    """A page with a draft, a revision that waits for approval, and an end, whose type then goes away."""
    from plugins.dummy.pages import DummyPage

    activate("dummy")
    page = site_root.add_child(instance=DummyPage(title="Sauna", slug="sauna", expire_at=timezone.now()))
    page.save_revision(user=administrator)
    Workflow.objects.first().start(page, administrator)
    ghost = ContentType.objects.create(app_label="vanished", model="ghostpage")
    Page.objects.filter(pk=page.pk).update(content_type=ghost)
    Revision.objects.filter(object_id=str(page.pk)).update(content_type=ghost)
    forget_remembered()
    return Page.objects.get(pk=page.pk)


def test_admin_lists_it_and_opens_every_page_about_it(gone, admin, site_root):
    assert TaskState.objects.count() == 1
    here = f"/admin/pages/{gone.pk}"
    looked = [
        "/admin/", "/admin/desk/approve/", f"/admin/pages/{site_root.pk}/", f"{here}/", f"{here}/move/",
        f"{here}/usage/", f"{here}/history/", f"{here}/edit/", f"{here}/copy/", f"{here}/unpublish/",
        "/admin/reports/workflow/", "/admin/reports/site-history/", "/admin/choose-page/",
    ]  # fmt: skip

    answers = {address: admin.get(address, follow=True).status_code for address in looked}

    assert answers == dict.fromkeys(looked, 200)


def test_it_is_not_deleted_for_its_own_table_still_points_to_it(gone, admin, site_root):
    for pk in (gone.pk, site_root.pk):
        response = admin.post(f"/admin/pages/{pk}/delete/", follow=True)
        assert any("Mitään ei poistettu" in str(message) for message in response.context["messages"])
    admin.post(f"/admin/bulk/wagtailcore/page/delete/?id={gone.pk}")

    assert Page.objects.filter(pk__in=[gone.pk, site_root.pk]).count() == 2


def test_other_pages_come_out_and_end_at_their_time_beside_it(gone, site_root):
    Revision.objects.filter(object_id=str(gone.pk)).update(approved_go_live_at=timezone.now() - timedelta(hours=1))
    comes = site_root.add_child(instance=ContentPage(title="Juhannus", live=False))
    comes.save_revision(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    ends = site_root.add_child(instance=ContentPage(title="Vappu", expire_at=timezone.now() - timedelta(minutes=1)))

    take_down_expired()
    publish_due()

    live = dict(Page.objects.filter(pk__in=[gone.pk, comes.pk, ends.pk]).values_list("title", "live"))
    assert live == {"Sauna": True, "Juhannus": True, "Vappu": False}


def test_usage_of_a_picture_leaves_out_what_has_no_code(gone, db):
    ghost = gone.content_type
    picture = Picture.objects.create(title="Sauna", file="original_images/none.png", width=10, height=10)
    ReferenceIndex.objects.create(
        content_type=ghost,
        base_content_type=ghost,
        object_id="1",
        to_content_type=ContentType.objects.get_for_model(Picture),
        to_object_id=str(picture.pk),
        model_path="image",
        content_path="image",
        content_path_hash="00000000-0000-0000-0000-000000000001",
    )

    assert list(picture.get_usage()) == []
