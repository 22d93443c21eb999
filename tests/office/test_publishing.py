"""What a coordinator is told, and where she is, after she has published something or set its time."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection, Locale, Page
from wagtail.test.utils.form_data import nested_form_data, streamfield
from wagtail_localize.operations import translate_object

from himmeli.pages.models import ContentPage
from himmeli.testing import assert_queries_do_not_grow


@pytest.fixture
def story(site_root):
    page = site_root.add_child(instance=ContentPage(title="Tarina", slug="tarina", locale=site_root.locale))
    page.save_revision().publish()
    return page


@pytest.fixture
def signed_in(client, coordinator):
    client.force_login(coordinator)
    return client


def form_of(page, **fields):
    comments = {f"comments-{name}": 0 for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    body = nested_form_data({"body": streamfield([])})
    return {"title": page.title, "slug": page.slug, "intro": "", **body, **comments, **fields}


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def words_of(response):
    return " ".join(response.content.decode().split())


def at(moment):
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


def test_after_publishing_the_front_page_she_is_still_there_and_can_look_at_it(signed_in, site_root):
    answer = signed_in.post(edit_url(site_root), form_of(site_root, **{"action-publish": "1"}), follow=True)

    assert answer.redirect_chain == [(edit_url(site_root), 302)]
    page = words_of(answer)
    assert f"”{site_root.title}” on julkaistu. Kävijät näkevät sen nyt." in page
    assert "Katso sivua" in page
    assert ">Root<" not in page.replace(" ", "")


def test_front_pages_of_other_languages_keep_her_too(signed_in, site_root, coordinator):
    swedish = Locale.objects.get(language_code="sv")
    home = site_root.copy_for_translation(swedish)

    answer = signed_in.post(edit_url(home), form_of(home, **{"action-publish": "1"}))

    assert answer["Location"] == edit_url(home)


def test_one_who_came_from_a_list_goes_back_there(signed_in, story):
    form = form_of(story, **{"action-publish": "1", "next": "/admin/desk/drafts/"})

    assert signed_in.post(edit_url(story), form)["Location"] == "/admin/desk/drafts/"


def test_the_top_of_the_tree_has_a_name_and_nothing_to_add(signed_in, site_root):
    root = Page.get_first_root_node()

    page = words_of(signed_in.get(reverse("wagtailadmin_explore_root")))

    assert (root.title, root.get_admin_display_title()) == ("Sivut", "Sivut")
    assert ">Root<" not in page.replace(" ", "")
    assert reverse("wagtailadmin_pages:add_subpage", args=[root.pk]) not in page
    assert Collection.get_first_root_node().name == "Ei kansiossa"


def test_a_new_page_is_published_with_the_same_words(signed_in, site_root):
    url = reverse("wagtailadmin_pages:add", args=["pages", "contentpage", site_root.pk])
    form = {**form_of(ContentPage(title="Uusi", slug="uusi")), "action-publish": "1"}

    answer = signed_in.post(url, form, follow=True)

    made = ContentPage.objects.get(slug="uusi")
    assert answer.redirect_chain[-1][0] == edit_url(made)
    assert "”Uusi” on julkaistu." in words_of(answer)


def schedule(client, page, **fields):
    return client.post(edit_url(page), form_of(page, **{"action-publish": "schedule", **fields}), follow=True)


def test_a_page_is_scheduled_in_one_step_and_says_when_it_comes_out(signed_in, site_root):
    draft = site_root.add_child(instance=ContentPage(title="Kesä", slug="kesa", live=False, locale=site_root.locale))
    draft.save_revision()

    answer = schedule(signed_in, draft, go_live_at="2098-03-14T18:00")

    assert "”Kesä” tulee näkyviin itsestään pe 14.3.2098 klo 18." in words_of(answer)
    draft.refresh_from_db()
    assert not draft.live
    assert timezone.localtime(draft.scheduled_revision.approved_go_live_at).strftime("%d.%m.%Y %H.%M") == (
        "14.03.2098 18.00"
    )
    listing = words_of(signed_in.get(reverse("wagtailadmin_explore", args=[site_root.pk])))
    assert "Tulee näkyviin pe 14.3.2098 klo 18" in listing


def test_changes_to_a_page_that_is_out_are_scheduled_and_visitors_keep_what_they_have(signed_in, story):
    answer = schedule(signed_in, story, title="Uusi tarina", go_live_at="2098-03-14T18:00")

    assert "Muutokset sivuun ”Uusi tarina” tulevat näkyviin itsestään pe 14.3.2098 klo 18." in words_of(answer)
    story.refresh_from_db()
    assert (story.live, story.title) == (True, "Tarina")


@pytest.mark.parametrize(
    ("chosen", "reason"),
    [("", "Valitse päivä ja kellonaika."), ("2020-03-14T18:00", "Tämä aika on jo mennyt.")],
    ids=["no time", "a time that has passed"],
)
def test_what_cannot_be_scheduled_is_said_and_nothing_is_published(signed_in, story, chosen, reason):
    answer = schedule(signed_in, story, title="Kirjoitin uuden", go_live_at=chosen)

    assert answer.redirect_chain == []
    assert reason in words_of(answer)
    assert "Kirjoitin uuden" in words_of(answer)
    story.refresh_from_db()
    assert (story.title, story.scheduled_revision) == ("Tarina", None)


def test_a_time_to_hide_alone_publishes_and_says_when(signed_in, story):
    answer = schedule(signed_in, story, expire_at="2098-03-14T18:00")

    assert "Se poistuu näkyvistä pe 14.3.2098 klo 18." in words_of(answer)


def test_publish_now_forgets_the_time_of_the_draft(signed_in, story, coordinator):
    story.go_live_at = timezone.now() + timedelta(days=3)
    story.save_revision(user=coordinator)
    assert "Julkaise heti" in words_of(signed_in.get(edit_url(story)))

    form = form_of(story, title="Nyt", go_live_at=at(story.go_live_at), **{"action-publish": "now"})
    signed_in.post(edit_url(story), form)

    story.refresh_from_db()
    assert (story.title, story.go_live_at, story.scheduled_revision) == ("Nyt", None, None)


def test_one_who_may_not_publish_proposes_a_time(client, make_user, story, coordinator):
    client.force_login(make_user("Wilma Writer", groups=["Writer"]))

    page = words_of(client.get(edit_url(story)))

    assert "Julkaise myöhemmin…" not in page
    assert "Tallenna aika" in page
    schedule(client, story, go_live_at="2098-03-14T18:00")
    assert Page.objects.get(pk=story.pk).scheduled_revision is None


def test_the_list_of_pages_offers_to_translate_what_is_not_in_every_language(signed_in, site_root, story, coordinator):
    address = reverse("wagtail_localize:submit_page_translation", args=[story.pk])
    listing = reverse("wagtailadmin_explore", args=[site_root.pk])
    assert f'office-translate" href="{address}"' in words_of(signed_in.get(listing))

    translate_object(site_root, Locale.objects.exclude(pk=site_root.locale_id), user=coordinator)
    translate_object(story, Locale.objects.exclude(pk=site_root.locale_id), user=coordinator)

    assert f'office-translate" href="{address}"' not in words_of(signed_in.get(listing))


def test_the_list_of_pages_asks_no_more_for_more_pages(signed_in, site_root, rf, coordinator):
    from himmeli.office.explorer import with_what_we_show

    request = rf.get("/")
    request.user = coordinator

    def add():
        site_root.add_child(instance=ContentPage(title="Sivu", locale=site_root.locale))

    def look():
        pages = with_what_we_show(site_root, Page.objects.child_of(site_root), request)
        return [(page.comes_out_at, page.missing_languages) for page in pages]

    add()
    assert_queries_do_not_grow(look=look, add=add)
    assert set(look()) == {(None, 2)}


def test_autosave_publishes_nothing_and_answers_as_the_editor_expects(signed_in, story):
    answer = signed_in.post(edit_url(story), form_of(story, title="Kesken"), HTTP_ACCEPT="application/json")

    assert json.loads(answer.content)["success"] is True
    story.refresh_from_db()
    assert story.title == "Tarina"


@pytest.fixture
def waiting(site_root, make_user):
    writer = make_user("Tuomo Kirjuri", groups=["Writer"])
    page = site_root.add_child(instance=ContentPage(title="Talkoot", slug="talkoot", live=False, owner=writer))
    page.save_revision(user=writer)
    page.get_workflow().start(page, writer)
    return ContentPage.objects.get(pk=page.pk)


def test_who_approves_a_page_is_told_that_visitors_see_it(signed_in, waiting):
    action = {"action-workflow-action": "true", "workflow-action-name": "approve"}

    page = words_of(signed_in.post(edit_url(waiting), form_of(waiting, **action), follow=True))

    waiting.refresh_from_db()
    assert waiting.live
    assert "”Talkoot” on julkaistu. Kävijät näkevät sen nyt." in page


def test_who_sends_a_page_back_is_told_so(signed_in, waiting):
    action = {"action-workflow-action": "true", "workflow-action-name": "reject"}

    page = words_of(signed_in.post(edit_url(waiting), form_of(waiting, **action), follow=True))

    waiting.refresh_from_db()
    assert not waiting.live
    assert "”Talkoot” palautettiin. Kirjoittajaa pyydetään korjaamaan sitä." in page
