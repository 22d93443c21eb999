import pytest
from django.db import IntegrityError, transaction
from wagtail.users.models import UserProfile

FORM = {"display_name": "Helvi Uusi", "language": "fi", "password1": "talkoot-2026", "password2": "talkoot-2026"}


def test_administrator_makes_a_person(client, administrator, django_user_model, site_root):
    client.force_login(administrator)

    answer = client.post("/admin/users/new/", {**FORM, "email": "Helvi@Example.org"})

    assert answer.status_code == 302
    person = django_user_model.objects.get(email="helvi@example.org")
    assert (person.display_name, person.check_password("talkoot-2026")) == ("Helvi Uusi", True)


def test_two_people_can_not_have_one_address(client, administrator, member, django_user_model, site_root):
    client.force_login(administrator)

    page = client.post("/admin/users/new/", {**FORM, "email": "PENTTI@example.org"}).content.decode()

    assert "Helvi Uusi" in page
    assert django_user_model.objects.filter(email__iexact=member.email).count() == 1


def test_the_database_refuses_a_second_address_too(member, django_user_model):
    with pytest.raises(IntegrityError), transaction.atomic():
        django_user_model.objects.create(email="PENTTI@example.org", display_name="Toinen")


def test_administrator_changes_a_person_and_the_list_shows_names(client, administrator, member, site_root):
    client.force_login(administrator)
    form = {"email": member.email, "display_name": "Pentti S", "language": "sv", "time_zone": "Europe/Helsinki"}

    answer = client.post(f"/admin/users/edit/{member.pk}/", {**form, "is_active": "on"})

    assert answer.status_code == 302
    assert "Pentti S" in client.get("/admin/users/").content.decode()
    member.refresh_from_db()
    assert member.language == "sv"


def test_wagtails_profile_follows_the_person(member):
    member.language, member.time_zone = "en", "Europe/Stockholm"
    member.save()

    profile = UserProfile.objects.get(user=member)
    assert (profile.preferred_language, profile.current_time_zone) == ("en", "Europe/Stockholm")
