"""Coming in by oneself: open, after approval, or not at all; and nobody learns who is there already."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from himmeli.accounts import services
from himmeli.accounts.exceptions import AlreadyDecided
from himmeli.accounts.models import Application
from himmeli.accounts.roles import MEMBER, has_role
from himmeli.plugins.waiting import what_waits_for

URL = "/fi/accounts/signup/"
FORM = {"email": "helvi@example.org", "display_name": "Helvi Lahti", "language": "fi", "text": "Asun Särkilammella."}
NEW_PASSWORD = "kolme sanaa peräkkäin"
KNOWN_AND_NOT = ("pentti@example.org", "ei@example.org")


@pytest.fixture
def helvi(django_user_model):
    return lambda: django_user_model.objects.get(email="helvi@example.org")


def confirm(client, path):
    """Open the link in the e-mail and say that the address is mine. Returns where that leads."""
    assert client.get(path).status_code == 200
    return client.post(path)["Location"]


def choose_password(client, path, password=NEW_PASSWORD):
    form = client.get(path, follow=True)
    return client.post(form.redirect_chain[-1][0], {"password1": password, "password2": password})


@pytest.fixture
def applied(client, rules, link_in_mail, helvi, site_root):
    """Helvi has asked to join, and her address is confirmed."""
    rules(door="approval")
    client.post(URL, FORM)
    confirm(client, link_in_mail("helvi@example.org"))
    client.logout()
    return Application.objects.get(user=helvi())


def test_open_door_leads_from_the_link_to_a_password_and_in(client, rules, link_in_mail, helvi, site_root):
    rules(door="open")

    answer = client.post(URL, {name: value for name, value in FORM.items() if name != "text"})

    assert answer["Location"] == "/fi/accounts/confirm-email/"
    assert (helvi().is_active, helvi().has_usable_password()) == (False, False)

    to_password = confirm(client, link_in_mail("helvi@example.org"))
    assert choose_password(client, to_password)["Location"] == "/fi/omat/"
    assert client.session["_auth_user_id"] == str(helvi().pk)
    assert (helvi().is_active, has_role(helvi(), MEMBER), helvi().check_password(NEW_PASSWORD)) == (True, True, True)


def test_link_that_was_used_or_is_old_or_was_changed_opens_nothing(client, rules, link_in_mail, helvi, site_root):
    rules(door="open")
    client.post(URL, FORM)
    path = link_in_mail("helvi@example.org")

    assert client.post(path[:-3] + "xx/").status_code == 404
    assert not helvi().is_active

    confirm(client, path)
    assert client.post(path).status_code == 404
    assert "Linkki ei enää toimi" in client.get(path).content.decode()


def test_by_invitation_nobody_signs_up(client, rules, django_user_model, site_root):
    rules(door="invitation")

    page = client.post(URL, FORM).content.decode()

    assert 'class="site-header"' in page
    assert not django_user_model.objects.exists()


def test_who_asks_waits_for_a_coordinator(client, applied, helvi, sign_in, coordinator):
    line = next(line for line in what_waits_for(coordinator) if line.url == "/admin/people/applications/")

    assert line.count == 1
    assert not helvi().is_active
    assert not has_role(helvi(), MEMBER)


def test_before_the_address_is_confirmed_no_coordinator_is_troubled(client, rules, site_root, coordinator):
    rules(door="approval")
    client.post(URL, FORM)

    assert "/admin/people/applications/" not in {line.url for line in what_waits_for(coordinator)}


def test_a_password_chosen_while_waiting_does_not_open_the_door(client, rules, link_in_mail, helvi, sign_in, site_root):
    rules(door="approval")
    client.post(URL, FORM)
    to_password = confirm(client, link_in_mail("helvi@example.org"))

    assert choose_password(client, to_password)["Location"] == "/fi/omat/odottaa/"
    assert sign_in(client, "helvi@example.org", NEW_PASSWORD)["Location"] == "/fi/omat/odottaa/"
    assert "_auth_user_id" not in client.session
    assert client.get("/fi/omat/odottaa/").status_code == 200


def test_approval_wakes_the_account_and_tells_her(
    client, applied, helvi, coordinator, link_in_mail, django_capture_on_commit_callbacks
):
    client.force_login(coordinator)
    mail.outbox.clear()

    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/admin/people/applications/{applied.pk}/", {"decision": "approve"})

    applied.refresh_from_db()
    assert (applied.status, applied.decided_by) == ("approved", coordinator)
    assert (helvi().is_active, has_role(helvi(), MEMBER)) == (True, True)
    client.logout()
    assert choose_password(client, link_in_mail("helvi@example.org"))["Location"] == "/fi/omat/"


def test_declining_is_told_kindly_and_can_be_taken_back(
    client, applied, helvi, coordinator, django_capture_on_commit_callbacks
):
    client.force_login(coordinator)
    mail.outbox.clear()
    url = f"/admin/people/applications/{applied.pk}/"

    with django_capture_on_commit_callbacks(execute=True):
        client.post(url, {"decision": "decline"})

    assert [message.to for message in mail.outbox] == [["helvi@example.org"]]
    assert not helvi().is_active
    assert "Helvi Lahti" in client.get("/admin/people/applications/").content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        client.post(url, {"decision": "approve"})
    assert helvi().is_active


def test_two_coordinators_at_once_send_one_message(applied, coordinator, django_capture_on_commit_callbacks):
    mail.outbox.clear()
    same = Application.objects.get(pk=applied.pk)

    with django_capture_on_commit_callbacks(execute=True):
        services.approve_application(application=applied, actor=coordinator)
        with pytest.raises(AlreadyDecided):
            services.approve_application(application=same, actor=coordinator)
        with pytest.raises(AlreadyDecided):
            services.decline_application(application=same, actor=coordinator)

    assert len(mail.outbox) == 1


def test_no_message_leaves_for_a_decision_that_was_rolled_back(
    applied, coordinator, django_capture_on_commit_callbacks
):
    mail.outbox.clear()

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError), transaction.atomic():
        services.approve_application(application=applied, actor=coordinator)
        raise RuntimeError

    assert mail.outbox == []


@pytest.mark.parametrize("who", ["anonymous", "member", "writer", "coordinator", "administrator"])
def test_only_coordinators_decide(who, client, applied, helvi, make_user, coordinator, administrator):
    people = {"coordinator": coordinator, "administrator": administrator}
    person = people.get(who) or (make_user("Joku Muu", groups=[who.capitalize()]) if who != "anonymous" else None)
    if person:
        client.force_login(person)

    seen = client.get("/admin/people/applications/")
    decided = client.post(f"/admin/people/applications/{applied.pk}/", {"decision": "approve"})

    is_allowed = who in people
    assert (seen.status_code == 200) is is_allowed
    assert helvi().is_active is is_allowed
    if not is_allowed:
        assert decided.status_code in {302, 403}


# Nobody learns who is there ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("door", ["open", "approval"])
def test_a_known_address_is_answered_like_any_other(door, client, rules, member, site_root, django_user_model):
    rules(door=door)
    answers = {}

    for email in (member.email, "uusi@example.org"):
        mail.outbox.clear()
        client.cookies.clear()
        answer = client.post(URL, {**FORM, "email": email})
        page = client.get(answer["Location"]).content.decode()
        cookies = {name: (morsel["path"], morsel["max-age"]) for name, morsel in answer.cookies.items()}
        answers[email] = (answer.status_code, answer["Location"], cookies, _without_tokens(page), len(mail.outbox))
        assert mail.outbox[0].to == [email]

    assert answers[member.email] == answers["uusi@example.org"]
    assert django_user_model.objects.filter(email__iexact=member.email).count() == 1


class CountingHasher(MD5PasswordHasher):
    """Counts what takes long: making a hash of a password. Everything else in an answer is quick."""

    made = 0

    def encode(self, password, salt):
        type(self).made += 1
        return super().encode(password, salt)


@pytest.fixture
def hashes_made(settings):
    """How many hashes a function makes."""
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]

    def count(function):
        before = CountingHasher.made
        function()
        return CountingHasher.made - before

    return count


def test_a_known_address_is_answered_as_quickly_at_sign_up(client, rules, member, site_root, hashes_made):
    rules(door="open")

    known, new = (
        hashes_made(lambda email=email: client.post(URL, {**FORM, "email": email})) for email in KNOWN_AND_NOT
    )

    assert known == new


def test_a_known_address_is_answered_as_quickly_at_sign_in(client, member, site_root, hashes_made, sign_in):
    member.set_password(NEW_PASSWORD)
    member.save()

    known, unknown = (hashes_made(lambda email=email: sign_in(client, email, "vaara")) for email in KNOWN_AND_NOT)

    assert known == unknown == 1


def test_a_waiting_address_is_answered_like_any_other(client, applied, site_root):
    # Of one address an e-mail is sent every three minutes at most.
    cache.clear()
    mail.outbox.clear()

    first = client.post(URL, {**FORM, "email": "helvi@example.org"})
    client.cookies.clear()
    second = client.post(URL, {**FORM, "email": "uusi@example.org"})

    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert [message.to[0] for message in mail.outbox] == ["helvi@example.org", "uusi@example.org"]
    assert Application.objects.filter(user__email="helvi@example.org").count() == 1


def test_who_lost_the_first_e_mail_gets_it_again_and_keeps_her_account(client, rules, link_in_mail, helvi, site_root):
    rules(door="open")
    client.post(URL, FORM)
    cache.clear()
    client.cookies.clear()

    client.post(URL, {**FORM, "display_name": "Joku Muu"})

    assert helvi().display_name == "Helvi Lahti"
    assert choose_password(client, confirm(client, link_in_mail("helvi@example.org")))["Location"] == "/fi/omat/"


def test_the_same_form_twice_makes_one_account(client, rules, helvi, site_root):
    rules(door="approval")

    first, second = client.post(URL, FORM), client.post(URL, FORM)

    assert first["Location"] == second["Location"]
    assert EmailAddress.objects.filter(email="helvi@example.org").count() == 1
    assert helvi().application.status == "waiting"


def test_many_sign_ups_from_one_place_are_stopped_in_plain_words(client, rules, site_root):
    rules(door="open")
    for number in range(10):
        client.cookies.clear()
        client.post(URL, {**FORM, "email": f"uusi{number}@example.org"})

    answer = client.post(URL, FORM)

    assert answer.status_code == 429
    assert 'class="site-header"' in answer.content.decode()


# Terms, bad input, forgetting ----------------------------------------------------------------------------------------


def test_terms_are_asked_where_there_are_some_and_their_acceptance_is_kept(client, rules, site_root, helvi):
    rules(door="open", terms_page=site_root)
    assert f'href="{site_root.get_url()}"' in client.get(URL).content.decode()

    refused = client.post(URL, FORM)
    assert refused.status_code == 200
    assert 'id="id_terms_error"' in refused.content.decode()

    client.post(URL, {**FORM, "terms": "on"})
    assert helvi().terms_accepted_at is not None


@pytest.mark.parametrize("wrong", [{"email": "helvi"}, {"email": ""}, {"display_name": ""}, {"language": "xx"}])
def test_bad_input_is_answered_beside_the_field_and_nothing_is_lost(wrong, client, rules, site_root, django_user_model):
    rules(door="approval")

    page = client.post(URL, {**FORM, **wrong}).content.decode()

    [field] = wrong
    assert f'id="id_{field}_error"' in page
    assert "Asun Särkilammella." in page
    assert not django_user_model.objects.exists()


def test_who_never_came_is_forgotten_and_who_waits_is_not(applied, client, rules, django_user_model, site_root):
    client.post(URL, {**FORM, "email": "uusi@example.org"})
    Application.objects.update(created_at=timezone.now() - timedelta(days=15))

    assert services.forget_unconfirmed() == 1

    assert list(django_user_model.objects.values_list("email", flat=True)) == ["helvi@example.org"]


def test_who_was_declined_is_forgotten_after_a_month(applied, coordinator, django_user_model):
    services.decline_application(application=applied, actor=coordinator)
    assert services.forget_unconfirmed() == 0

    Application.objects.update(decided_at=timezone.now() - timedelta(days=31))

    assert services.forget_unconfirmed() == 1
    assert not django_user_model.objects.filter(email="helvi@example.org").exists()


def _without_tokens(page):
    return re.sub(r'(name="csrfmiddlewaretoken" value=)"\w+"', r"\1", page)
