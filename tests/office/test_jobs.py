from datetime import timedelta

import pytest
from django.utils import timezone

from himmeli.office import jobs
from himmeli.office.broken_links import find_broken_links
from himmeli.office.models import BrokenLink
from himmeli.pages.models import ContentPage, LinkPage
from himmeli.plugins.jobs import run_due_jobs
from himmeli.plugins.models import JobRun


@pytest.fixture
def page(site_root):
    return site_root.add_child(instance=ContentPage(title="Kylätalo"))


@pytest.fixture
def link(site_root, page):
    link = LinkPage(title="Talolle", target_page=page)
    site_root.add_child(instance=link)
    return link


def test_a_page_is_published_when_its_time_comes(site_root):
    page = site_root.add_child(
        instance=ContentPage(title="Juhannus", live=False, go_live_at=timezone.now() + timedelta(hours=1))
    )
    page.save_revision().publish()
    page.refresh_from_db()
    assert page.live is False

    revision = page.revisions.get()
    past = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()
    ran = run_due_jobs()

    page.refresh_from_db()
    assert "himmeli.office.jobs.publish_scheduled" in ran
    assert page.live is True


def test_good_runs_are_forgotten_and_failed_ones_kept_longer(db):
    old = timezone.now() - timedelta(days=3)
    good = JobRun.objects.create(job="a", period="1", finished_at=old)
    failed = JobRun.objects.create(job="a", period="2", finished_at=old, error="KeyError")
    new = JobRun.objects.create(job="a", period="3", finished_at=timezone.now())

    jobs.tidy_up()

    assert set(JobRun.objects.all()) == {failed, new}
    assert good not in JobRun.objects.all()


def test_a_good_link_is_not_broken(link):
    assert find_broken_links() == 0


def test_a_link_to_an_unpublished_page_is_broken(link, page):
    page.unpublish()

    assert find_broken_links() == 1
    found = BrokenLink.objects.get()
    assert (found.source_title, found.target_title, found.reason) == ("Talolle", "Kylätalo", "hidden")


def test_a_link_to_a_deleted_page_is_broken(site_root, page):
    body = [{"type": "rich_text", "value": {"text": f'<p><a linktype="page" id="{page.pk}">talo</a></p>'}}]
    source = ContentPage(title="Ohje", body=body)
    site_root.add_child(instance=source)
    page.delete()

    find_broken_links()

    assert [(found.source_title, found.reason) for found in BrokenLink.objects.all()] == [("Ohje", "deleted")]


def test_a_draft_may_have_broken_links(link, page):
    page.unpublish()
    link.unpublish()

    assert find_broken_links() == 0


def test_what_is_mended_is_gone_the_next_night(link, page):
    page.unpublish()
    find_broken_links()
    page.save_revision().publish()

    find_broken_links()

    assert not BrokenLink.objects.exists()
