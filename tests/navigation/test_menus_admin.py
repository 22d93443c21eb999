"""A coordinator finds all menus on one page, and puts a page into one from the page itself."""

import pytest
from django.urls import reverse

from himmeli.navigation.models import Menu
from himmeli.pages.models import ContentPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client, coordinator):
    client.force_login(coordinator)
    return client


@pytest.fixture
def story(site_root):
    return site_root.add_child(instance=ContentPage(title="Tarina", slug="tarina"))


def test_page_of_menus_shows_each_place(office, story):
    response = office.get(reverse("navigation_menus"))

    assert response.status_code == 200
    assert len(response.context["languages"]) == 1
    assert [card.place for card in response.context["languages"][0].cards] == ["main", "footer", "legal"]


def test_missing_menu_is_made_when_it_is_opened(office, story):
    response = office.get(reverse("navigation_menu_edit", args=["footer", "fi"]), follow=True)

    assert response.status_code == 200
    assert Menu.objects.get(place="footer").locale.language_code == "fi"


def test_unknown_place_makes_nothing(office, story):
    office.get(reverse("navigation_menu_edit", args=["nowhere", "fi"]))

    assert not Menu.objects.exists()


def test_page_is_put_into_the_main_menu_and_visitors_see_it(office, story, client):
    office.post(reverse("navigation_page_menus", args=[story.pk]), {"place": "main", "action": "add"})

    assert Menu.objects.get(place="main").page_ids == {story.pk}


def test_header_of_a_page_leads_to_its_menus(office, story):
    html = office.get(reverse("wagtailadmin_pages:edit", args=[story.pk])).content.decode()

    assert reverse("navigation_page_menus", args=[story.pk]) in html


def test_publishing_for_the_first_time_offers_a_menu(office, site_root):
    page = site_root.add_child(instance=ContentPage(title="Uusi", slug="uusi", live=False))
    revision = page.save_revision()
    from himmeli.navigation.page_buttons import offer_menu

    revision.publish()
    page.refresh_from_db()
    response = office.get(reverse("wagtailadmin_home"))
    request = response.wsgi_request
    offer_menu(request, page)

    assert any(reverse("navigation_page_menus", args=[page.pk]) in str(message) for message in request._messages)


def test_whoever_may_not_change_menus_is_kept_out(client, member, story):
    client.force_login(member)

    response = client.post(reverse("navigation_page_menus", args=[story.pk]), {"place": "main", "action": "add"})

    assert response.status_code in {302, 403}
    assert not Menu.objects.exists()
