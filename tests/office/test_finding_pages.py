"""The first steps towards a page: which kind to add, and which one to choose."""

import pytest
from django.urls import reverse
from wagtail.models import Locale

from himmeli.pages.models import ContentPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client, coordinator):
    client.force_login(coordinator)
    return client


def titles(response):
    return [page.title for page in response.context["table"].data]


def test_plain_page_is_offered_first(office, site_root):
    response = office.get(reverse("wagtailadmin_pages:add_subpage", args=[site_root.pk]))

    kinds = response.context["page_types"]
    assert kinds[0][1:3] == ("pages", "contentpage")
    names = [name.lower() for name, *_ in kinds[1:]]
    assert len(names) > 1
    assert names == sorted(names)


def test_choosing_a_page_begins_among_the_pages_of_the_site(office, site_root):
    site_root.add_child(instance=ContentPage(title="Tarina", slug="tarina"))

    response = office.get(reverse("wagtailadmin_choose_page"), {"page_type": "wagtailcore.page"})

    assert titles(response) == [site_root.title, "Tarina"]


def test_choosing_a_page_begins_in_the_language_asked_for(office, site_root):
    english = Locale.objects.get_or_create(language_code="en")[0]
    home = site_root.copy_for_translation(english)

    response = office.get(reverse("wagtailadmin_choose_page"), {"locale": "en"})

    assert titles(response) == [home.title]
    assert response.context["parent_page"].pk == home.pk


def test_place_above_the_front_page_is_still_there_where_it_can_be_chosen(office, site_root):
    response = office.get(reverse("wagtailadmin_choose_page"), {"can_choose_root": "1"})

    assert response.context["parent_page"].is_root()


def test_visitor_chooses_nothing(client, site_root):
    assert client.get(reverse("wagtailadmin_choose_page")).status_code == 302
    assert client.get(reverse("wagtailadmin_pages:add_subpage", args=[site_root.pk])).status_code == 302
