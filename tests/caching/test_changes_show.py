"""Whatever changes on a page, the next visitor sees it: asked through the whole site, with the cache filled before."""

from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Page, PageViewRestriction

from himmeli.caching import watching
from himmeli.caching.visibility import is_seen
from himmeli.identity.models import SiteIdentity
from himmeli.media.models import Picture, Rendition
from himmeli.navigation.models import Menu
from himmeli.pages.models import ContentPage, FormPage, ReusableSection
from himmeli.plugins.models import PluginState
from himmeli.stamps.services import stamp
from himmeli.themes.services import publish_look

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _committed_at_once(request, monkeypatch):
    """The test's own transaction never commits: what waits for a commit is done at once instead."""
    if "waits" not in request.node.name:
        monkeypatch.setattr(watching, "transaction", SimpleNamespace(on_commit=lambda function: function()))


def see(path="/fi/"):
    return Client().get(path).content.decode()


@pytest.fixture
def membership(site_root):
    return site_root.add_child(instance=ContentPage(title="Jäsenyys", slug="jasenyys", intro="Ennen"))


def text_block(text):
    return [("rich_text", {"text": f"<p>{text}</p>"})]


def test_published_page_shows_and_a_draft_does_not(membership):
    assert "Ennen" in see(membership.url)

    membership.intro = "Jälkeen"
    revision = membership.save_revision()
    before_publishing = see(membership.url)
    revision.publish()

    assert "Jälkeen" not in before_publishing
    assert "Jälkeen" in see(membership.url)


def test_saving_a_draft_leaves_the_kept_pages_alone(membership):
    before = stamp("content")

    membership.intro = "Kesken"
    membership.save_revision()

    assert stamp("content") == before


def test_unpublished_page_is_gone(membership):
    see(membership.url)

    membership.unpublish()

    assert Client().get(membership.url).status_code == 404


def test_deleted_page_is_gone(membership):
    see(membership.url)

    membership.delete()

    assert Client().get("/fi/jasenyys/").status_code == 404


def test_moved_page_is_found_where_it_is_now(membership, site_root):
    other = site_root.add_child(instance=ContentPage(title="Muu", slug="muu"))
    see(membership.url)

    membership.move(other, pos="last-child")

    assert Client().get("/fi/muu/jasenyys/").status_code == 200
    assert Client().get("/fi/jasenyys/").status_code == 301


def test_shared_section_changes_on_every_page_that_shows_it(site_root):
    section = ReusableSection.objects.create(
        name="Leipä", body=text_block("Leipää lauantaina"), locale=site_root.locale
    )
    site_root.body = [("reusable", {"section": section})]
    site_root.save_revision().publish()
    assert "Leipää lauantaina" in see()

    section.body = text_block("Leipää perjantaina")
    section.save_revision().publish()

    assert "Leipää perjantaina" in see()


def test_menu_entry_shows(membership):
    assert 'href="/fi/jasenyys/"' not in see()

    menu, _ = Menu.objects.get_or_create(place="main", locale=membership.locale)
    menu.items = [("entry", {"page": membership, "label": "", "url": "", "target": "", "children": []})]
    menu.save()

    assert 'href="/fi/jasenyys/"' in see()


def test_name_of_the_site_shows(site_root):
    see()

    SiteIdentity.objects.update_or_create(locale=site_root.locale, defaults={"name": "Uusi osuuskunta"})

    assert "Uusi osuuskunta" in see()


def test_appearance_shows(site_root, administrator):
    before = see()

    publish_look(values={"colors": {"brand": "#123456"}}, publisher=administrator)

    stylesheets = [html.split('rel="stylesheet" href="')[1].split('"')[0] for html in (before, see())]
    assert stylesheets[0] != stylesheets[1]


def test_switching_a_plugin_shows(site_root):
    see()
    before = stamp("plugins"), stamp("content")

    from himmeli.plugins.activation import _set

    _set(["nobody"], True)

    assert PluginState.objects.filter(label="nobody", is_active=True).exists()
    assert (stamp("plugins"), stamp("content")) > before


def test_translation_published_shows_in_the_switcher(membership, site_root):
    english = Locale.objects.get(language_code="en")
    site_root.copy_for_translation(english).save_revision().publish()
    assert 'hreflang="en"' in see(membership.url)
    assert "/en/membership/" not in see(membership.url)

    translated = membership.copy_for_translation(english)
    translated.title, translated.slug = "Membership", "membership"
    translated.save_revision().publish()

    assert "/en/membership/" in see(membership.url)


def test_replaced_picture_shows(membership):
    from wagtail.images.tests.utils import get_test_image_file

    from himmeli.media.models import Picture

    picture = Picture.objects.create(title="Ranta", file=get_test_image_file("ranta.png"))
    membership.image = picture
    membership.save_revision().publish()
    before = see(membership.url)
    assert "ranta" in before

    picture.file = get_test_image_file("talvi.png")
    picture.save()
    picture.renditions.all().delete()

    assert "talvi" in see(membership.url)


def test_added_redirect_works(site_root):
    assert Client().get("/fi/vanha/").status_code == 404

    Redirect.objects.create(old_path="/fi/vanha", redirect_link="/fi/")

    assert Client().get("/fi/vanha/").status_code == 301


def test_redirect_over_a_page_taken_down_works(membership):
    see(membership.url)
    membership.unpublish()

    Redirect.objects.create(old_path="/fi/jasenyys", redirect_link="/fi/")

    assert Client().get("/fi/jasenyys/").status_code == 301


def test_scheduled_page_goes_live_and_expires(membership):
    membership.intro = "Ajastettu"
    membership.go_live_at = timezone.now() + timezone.timedelta(hours=1)
    membership.save_revision().publish()
    assert Client().get(membership.url).status_code == 404 or "Ajastettu" not in see(membership.url)

    Page.objects.filter(pk=membership.pk).update(go_live_at=timezone.now() - timezone.timedelta(minutes=1))
    revision = membership.get_latest_revision()
    revision.approved_go_live_at = timezone.now() - timezone.timedelta(minutes=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    call_command("publish_scheduled")

    assert "Ajastettu" in see(membership.url)

    Page.objects.filter(pk=membership.pk).update(expire_at=timezone.now() - timezone.timedelta(minutes=1))
    call_command("publish_scheduled")

    assert Client().get(membership.url).status_code == 404


def test_page_put_behind_a_password_is_not_shown_any_more(membership):
    assert "Ennen" in see(membership.url)

    PageViewRestriction.objects.create(page=membership, restriction_type="password", password="salainen")

    assert "Ennen" not in see(membership.url)


def test_page_behind_a_password_is_kept_for_nobody(membership):
    PageViewRestriction.objects.create(page=membership, restriction_type="password", password="salainen")
    reader = Client()
    form = reader.get(membership.url)
    reader.post(
        form.context["action_url"], {"password": "salainen", "return_url": membership.url}, headers={"origin": "null"}
    )
    assert "Ennen" in reader.get(membership.url).content.decode()

    assert "Ennen" not in see(membership.url)


def test_page_of_somebody_signed_in_is_served_to_her_only(membership, member):
    see(membership.url)
    own = Client()
    own.force_login(member)

    response = own.get(membership.url)

    assert response["Cache-Control"] == "private, no-store"
    assert own.get(membership.url).content == response.content != Client().get(membership.url).content


def waiting_bumps():
    return [function for _, function, *_ in connection.run_on_commit if function is watching._bump]


def test_stamp_waits_for_the_commit_and_is_raised_once(site_root):
    connection.run_on_commit.clear()
    before = stamp("content")

    for number in range(3):
        site_root.add_child(instance=ContentPage(title=str(number), slug=f"p{number}"))

    assert stamp("content") == before
    assert len(waiting_bumps()) == 1


def test_change_after_one_rolled_back_waits_for_its_own_commit(site_root):
    connection.run_on_commit.clear()

    with pytest.raises(ValueError), transaction.atomic():
        SiteIdentity.objects.create(name="a", locale=site_root.locale)
        raise ValueError
    after_rollback = len(waiting_bumps())
    SiteIdentity.objects.create(name="b", locale=Locale.objects.get(language_code="sv"))

    assert (after_rollback, len(waiting_bumps())) == (0, 1)


def test_model_nobody_has_thought_of_counts_as_seen():
    unseen = {model._meta.label for model in apps.get_models(include_auto_created=True) if not is_seen(model)}
    seen_by_visitors = {
        "pages.ContentPage", "pages.ReusableSection", "navigation.Menu", "identity.SiteIdentity", "media.Picture",
        "media.File", "accounts.User", "wagtailcore.Site", "wagtailcore.Locale",
        "wagtailcore.PageViewRestriction", "wagtailredirects.Redirect", "taggit.Tag", "pages.FormField",
    }  # fmt: skip

    assert not unseen & seen_by_visitors
    assert {"wagtailcore.Revision", "sessions.Session", "media.Rendition", "wagtailforms.FormSubmission"} <= unseen


def test_form_of_a_visitor_is_sent_from_a_kept_page(site_root):
    form_page = site_root.add_child(instance=FormPage(title="Yhteys", slug="yhteys"))
    form_page.form_fields.create(label="Nimi", field_type="singleline", clean_name="nimi")
    see(form_page.url)
    visitor = Client(enforce_csrf_checks=True)
    html = visitor.get(form_page.url)

    sent = visitor.post(form_page.url, {"nimi": "Aino"}, headers={"origin": "http://testserver"})

    assert not html.cookies
    assert "csrfmiddlewaretoken" not in html.content.decode()
    assert sent.status_code != 403
    assert "sessionid" not in sent.cookies


def test_sizes_of_a_picture_that_are_thrown_away_are_not_named_any_more():
    picture = Picture.objects.create(title="Ranta", file=get_test_image_file(size=(200, 150)))
    picture.get_rendition("width-100")
    before = stamp("content")

    Rendition.objects.get(image=picture).delete()

    assert stamp("content") != before
