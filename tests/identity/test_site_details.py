"""A coordinator changes who the site is of, in each language."""

import pytest
from django.urls import reverse
from wagtail.models import Locale

from himmeli.identity.models import SiteIdentity
from himmeli.identity.services import ensure_identity

pytestmark = pytest.mark.django_db


def test_entry_of_the_menu_leads_straight_to_the_form(client, coordinator):
    client.force_login(coordinator)

    response = client.get(reverse("wagtailsnippets_identity_siteidentity:list"), follow=True)

    assert response.status_code == 200
    assert SiteIdentity.objects.count() == 1


def test_saved_details_show_at_once(client, coordinator):
    identity = ensure_identity()
    client.force_login(coordinator)

    client.post(
        reverse("wagtailsnippets_identity_siteidentity:edit", args=[identity.pk]),
        {"name": "Rantakylän osuuskunta", "tagline": "", "email": "", "phone": "", "address": "", "social_links": ""},
    )

    assert "Rantakylän osuuskunta" in client.get("/fi/").content.decode()


def test_details_in_another_language_begin_as_a_copy(site_root):
    finnish = ensure_identity()
    finnish.phone = "050 000 0012"
    finnish.save()

    swedish = ensure_identity(language="sv")

    assert (swedish.phone, swedish.locale.language_code) == ("050 000 0012", "sv")
    assert swedish.translation_key == finnish.translation_key
    assert ensure_identity(language="sv") == swedish
    assert Locale.objects.get(language_code="sv") == swedish.locale


def test_member_changes_nothing(client, member, site_root):
    identity = ensure_identity()
    client.force_login(member)

    client.post(reverse("wagtailsnippets_identity_siteidentity:edit", args=[identity.pk]), {"name": "x"})

    identity.refresh_from_db()
    assert identity.name != "x"
