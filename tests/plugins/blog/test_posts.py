"""Posts: drafts, dates, schedules, workflow, languages."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Locale, Workflow

from himmeli.pages.models import ContentPage, HomePage
from plugins.blog.pages import BlogIndexPage, PostPage

from .factories import helsinki, make_author, make_category, make_post


def test_posts_are_written_under_a_blog_only():
    assert PostPage.allowed_parent_page_models() == [BlogIndexPage]
    assert BlogIndexPage.allowed_subpage_models() == [PostPage]
    assert ContentPage in BlogIndexPage.allowed_parent_page_models()


def test_post_without_a_date_gets_that_of_its_publication(blog):
    draft = make_post(blog, live=False, published_at=None)
    assert draft.published_at is None

    draft.save_revision().publish()

    post = PostPage.objects.get(pk=draft.pk)
    assert post.published_at == post.first_published_at


def test_date_in_the_future_is_refused_with_the_way_to_do_it(blog):
    with pytest.raises(ValidationError) as refusal:
        make_post(blog, published_at=timezone.now() + timedelta(days=1))

    assert list(refusal.value.message_dict) == ["published_at"]
    assert not PostPage.objects.exists()


def test_draft_is_found_by_nobody(blog, client):
    make_post(blog, title="Luonnos", slug="luonnos", live=False)

    assert client.get(f"{blog.url}luonnos/").status_code == 404
    assert "Luonnos" not in client.get(blog.url).content.decode()


def test_scheduled_post_goes_live_at_its_time(blog, client):
    draft = make_post(blog, title="Huomenna", slug="huomenna", live=False, published_at=None)
    draft.go_live_at = timezone.now() + timedelta(days=1)
    draft.save_revision().publish()
    call_command("publish_scheduled")
    assert client.get(f"{blog.url}huomenna/").status_code == 404

    draft = PostPage.objects.get(pk=draft.pk)
    revision = draft.scheduled_revision
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    call_command("publish_scheduled")

    assert client.get(f"{blog.url}huomenna/").status_code == 200
    assert "Huomenna" in client.get(blog.url).content.decode()
    assert PostPage.objects.get(pk=draft.pk).published_at is not None


def test_workflow_publishes_what_is_approved(blog, administrator, member):
    post = make_post(blog, live=False)
    post.save_revision(user=member)
    workflow = Workflow.objects.first()
    if workflow is None:
        pytest.fail("the site has no workflow")

    state = workflow.start(post, member)
    state.current_task_state.approve(user=administrator)

    assert PostPage.objects.get(pk=post.pk).live


def test_new_post_is_by_its_writer(blog, administrator):
    mine = make_author(user=administrator)
    make_author("Muu", "muu")
    form_class = PostPage.get_edit_handler().get_form_class()

    form = form_class(instance=PostPage(), parent_page=blog, for_user=administrator)

    assert list(form.initial["authors"]) == [mine]


def test_editor_chooses_among_topics_of_the_language(blog):
    finnish = make_category()
    make_category("Work parties", "work-parties", "en")
    form_class = PostPage.get_edit_handler().get_form_class()

    form = form_class(instance=PostPage(), parent_page=blog)

    assert list(form.fields["categories"].queryset) == [finnish]


def test_translation_takes_the_topics_and_authors_of_its_language(blog, site_root):
    english = Locale.objects.get(language_code="en")
    finnish = make_category()
    parties = make_category("Work parties", "work-parties", "en", translation_key=finnish.translation_key)
    aino = make_author()
    aino_en = make_author(language="en", translation_key=aino.translation_key)
    post = make_post(blog, categories=[finnish], authors=[aino])
    home = site_root.copy_for_translation(english)
    blog.copy_for_translation(english)

    copy = post.copy_for_translation(english)
    copy.save_revision().publish()

    copy = PostPage.objects.get(pk=copy.pk)
    assert isinstance(home, HomePage)
    assert list(copy.categories.all()) == [parties]
    assert list(copy.authors.all()) == [aino_en]


def test_related_posts_share_a_topic_or_a_tag_and_are_few(blog):
    topic = make_category()
    post = make_post(blog, categories=[topic], tags=["olki"])
    other = make_post(blog, "Muu")
    by_topic = [
        make_post(blog, f"Aihe {day}", categories=[topic], published_at=helsinki(2026, 1, day)) for day in range(1, 4)
    ]
    by_tag = make_post(blog, "Tunniste", tags=["olki"], published_at=helsinki(2026, 2, 1))

    related = post.related()

    assert related == [by_tag, by_topic[2], by_topic[1]]
    assert other not in related


def test_post_describes_itself_to_search_engines(blog):
    author = make_author()
    post = make_post(blog, "Leipä", intro="Uunista.", authors=[author], published_at=helsinki(2026, 3, 8, 9, 15))

    data = post.structured_data

    assert data["@type"] == "BlogPosting"
    assert data["headline"] == "Leipä"
    assert data["description"] == "Uunista."
    assert data["datePublished"] == "2026-03-08T09:15:00+02:00"
    assert data["inLanguage"] == "fi"
    assert data["url"] == post.full_url
    assert data["author"] == [
        {
            "@type": "Person",
            "name": "Aino Sormunen",
            "url": f"{blog.full_url}{blog.reverse_subpage('author', ['aino'])}",
        }
    ]
    assert "image" not in data
