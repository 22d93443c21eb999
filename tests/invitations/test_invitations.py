"""One invitation, from the coordinator's form to the member's first page."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, transaction
from django.utils import timezone

from himmeli.accounts.roles import MEMBER, WRITER, has_role
from himmeli.accounts.services import apply_for_account, confirm_applicant, let_in
from himmeli.invitations import sending, services
from himmeli.invitations.exceptions import AlreadyInvited, AlreadyMember, InvitationClosed, RoleNotYours
from himmeli.invitations.models import Invitation
from himmeli.invitations.tokens import hash_of

EMAIL = "helvi@example.org"
ANSWER = {"name": "Helvi Lahti", "password": "kolme sanaa peräkkäin"}


@pytest.fixture
def invited(coordinator, django_capture_on_commit_callbacks):
    def invite(email=EMAIL, **fields):
        with django_capture_on_commit_callbacks(execute=True):
            return services.invite(email=email, actor=coordinator, **fields)

    return invite


@pytest.fixture
def link(invited, link_in_mail):
    invited(name="Helvi", role_names=(WRITER,), message="Tervetuloa uunille!")
    return link_in_mail(EMAIL, r"fi/kutsu/\S+")


@pytest.fixture
def helvi(django_user_model):
    return lambda: django_user_model.objects.get(email=EMAIL)


def test_invited_one_chooses_name_and_password_and_is_in(client, link, helvi):
    page = client.get(link).content.decode()
    assert EMAIL in page
    assert 'value="Helvi"' in page

    answer = client.post(link, ANSWER)

    assert answer["Location"] == "/fi/omat/"
    assert client.session["_auth_user_id"] == str(helvi().pk)
    assert (helvi().display_name, helvi().check_password(ANSWER["password"])) == ("Helvi Lahti", True)
    assert (has_role(helvi(), MEMBER), has_role(helvi(), WRITER)) == (True, True)
    assert EmailAddress.objects.get(user=helvi()).verified
    invitation = Invitation.objects.get()
    assert (invitation.state, invitation.accepted_by) == ("accepted", helvi())


def test_e_mail_greets_in_her_language_and_names_who_invites(invited, coordinator):
    invited(language="sv", message="Tervetuloa uunille!")

    [message] = mail.outbox
    assert "/sv/inbjudan/" in message.body
    assert "Tervetuloa uunille!" in message.body
    assert str(coordinator) in message.body
    assert 'lang="sv"' in message.alternatives[0][0]


def test_only_a_hash_of_the_link_is_kept(link):
    token = link.rstrip("/").rsplit("/", 1)[1]

    row = Invitation.objects.values().get()

    assert row["token_hash"] == hash_of(token)
    assert token.split(":")[0] not in str(row)


def test_link_works_once(client, link, helvi, django_user_model):
    from django.test import Client

    client.post(link, ANSWER)

    other = Client()
    assert other.get(link).status_code == 410
    assert other.post(link, {**ANSWER, "name": "Joku Muu"}).status_code == 410
    assert helvi().display_name == "Helvi Lahti"
    assert "_auth_user_id" not in other.session


@pytest.mark.parametrize("change", ["end", "begin", "guess"])
def test_changed_link_opens_nothing(change, client, link, django_user_model):
    changed = {"end": link[:-4] + "xxx/", "begin": link.replace("kutsu/", "kutsu/x"), "guess": "/fi/kutsu/arvaus/"}

    assert client.post(changed[change], ANSWER).status_code == 410
    assert not django_user_model.objects.filter(email=EMAIL).exists()


def test_old_link_opens_nothing(client, link, helvi, link_in_mail, django_capture_on_commit_callbacks):
    Invitation.objects.update(sent_at=timezone.now() - timedelta(days=14, minutes=1))
    assert client.get(link).status_code == 410
    assert Invitation.objects.get().state == "expired"

    with django_capture_on_commit_callbacks(execute=True):
        services.send_again(invitation=Invitation.objects.get())
    new = link_in_mail(EMAIL, r"fi/kutsu/\S+")

    assert new != link
    assert client.get(link).status_code == 410
    assert client.post(new, ANSWER)["Location"] == "/fi/omat/"


def test_invitation_taken_back_opens_nothing(client, link):
    services.revoke(invitation=Invitation.objects.get())

    assert client.get(link).status_code == 410
    with pytest.raises(InvitationClosed):
        services.send_again(invitation=Invitation.objects.get())


def test_accepted_one_can_not_be_taken_back(client, link):
    client.post(link, ANSWER)

    with pytest.raises(InvitationClosed):
        services.revoke(invitation=Invitation.objects.get())


WRONG = [{"name": ""}, {"password": ""}, {"password": "lyhyt"}, {"password": "helvi@example.org"}]


@pytest.mark.parametrize("wrong", WRONG)
def test_bad_input_is_answered_beside_the_field(wrong, client, link, django_user_model):
    answer = client.post(link, {**ANSWER, **wrong})

    [field] = wrong
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert not django_user_model.objects.filter(email=EMAIL).exists()
    assert Invitation.objects.get().is_open


def test_somebody_signed_in_does_not_take_anothers_invitation(client, link, member):
    client.force_login(member)

    page = client.post(link, ANSWER).content.decode()

    assert member.email in page
    assert Invitation.objects.get().is_open


def test_who_is_in_already_is_not_invited(invited, member):
    with pytest.raises(AlreadyMember):
        invited("PENTTI@example.org")
    assert mail.outbox == []


def test_one_address_has_one_open_invitation(invited):
    invited()
    with pytest.raises(AlreadyInvited):
        invited("HELVI@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(email="Helvi@Example.org")

    assert len(mail.outbox) == 1


def test_coordinator_makes_no_coordinators(invited, administrator):
    with pytest.raises(RoleNotYours):
        invited(role_names=("Coordinator",))

    assert services.invite(email=EMAIL, actor=administrator, role_names=("Coordinator",)).roles == ["Coordinator"]


def test_nothing_is_sent_for_an_invitation_that_was_rolled_back(coordinator, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError), transaction.atomic():
        services.invite(email=EMAIL, actor=coordinator)
        raise RuntimeError

    assert (mail.outbox, Invitation.objects.count()) == ([], 0)


class BrokenServer(EmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError


def test_what_the_mail_server_refuses_is_tried_again_and_not_twice(coordinator, settings):
    services.invite(email=EMAIL, actor=coordinator)
    settings.EMAIL_BACKEND = f"{__name__}.BrokenServer"
    assert sending.send_waiting() == 0
    assert sending.send_waiting() == 0
    assert (Invitation.objects.get().tries, Invitation.objects.get().state) == (1, "queued")

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    Invitation.objects.update(try_again_at=timezone.now())
    assert sending.send_waiting() == 1
    assert sending.send_waiting() == 0
    assert len(mail.outbox) == 1


def test_after_five_tries_it_says_so(coordinator, settings):
    services.invite(email=EMAIL, actor=coordinator)
    settings.EMAIL_BACKEND = f"{__name__}.BrokenServer"
    for _ in range(7):
        Invitation.objects.update(try_again_at=None)
        sending.send_waiting()

    assert (Invitation.objects.get().tries, Invitation.objects.get().state) == (5, "failed")


def test_who_asked_herself_and_waits_comes_in_by_the_invitation(client, invited, make_user, link_in_mail, helvi):
    sleeping = make_user("Helvi Lahti")
    apply_for_account(user=sleeping, text="", needs_approval=True)
    invited()

    client.post(link_in_mail(EMAIL, r"fi/kutsu/\S+"), ANSWER)

    assert helvi().pk == sleeping.pk
    assert helvi().is_active
    assert helvi().check_password(ANSWER["password"])


def test_who_comes_in_by_another_door_gets_what_she_was_promised(
    invited, make_user, helvi, django_capture_on_commit_callbacks
):
    invited(role_names=(WRITER,))
    sleeping = make_user("Helvi Lahti")
    apply_for_account(user=sleeping, text="", needs_approval=False)

    with django_capture_on_commit_callbacks(execute=True):
        confirm_applicant(user=sleeping)

    assert has_role(helvi(), WRITER)
    assert Invitation.objects.get().state == "accepted"
    let_in(user=helvi())


# The admin ------------------------------------------------------------------------------------------------------------


PAGES = ("", "one/", "many/")


@pytest.mark.parametrize("who", ["anonymous", "member", "writer", "coordinator", "administrator"])
def test_only_coordinators_invite(who, client, make_user, coordinator, administrator):
    people = {"coordinator": coordinator, "administrator": administrator}
    person = people.get(who) or (make_user("Joku Muu", groups=[who.capitalize()]) if who != "anonymous" else None)
    if person:
        client.force_login(person)

    answers = [client.get(f"/admin/people/invitations/{page}").status_code == 200 for page in PAGES]
    client.post("/admin/people/invitations/one/", {"email": EMAIL, "language": "fi"})

    assert answers == [who in people] * 3
    assert Invitation.objects.exists() is (who in people)


def test_coordinator_invites_sends_again_and_takes_back(client, coordinator, django_capture_on_commit_callbacks):
    client.force_login(coordinator)
    form = {"email": EMAIL, "name": "Helvi Lahti", "language": "fi", "roles": ["Writer"], "message": "Hei!"}
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/admin/people/invitations/one/", form)
    assert [message.to for message in mail.outbox] == [[EMAIL]]
    assert "Helvi Lahti" in client.get("/admin/people/invitations/").content.decode()

    again = client.post("/admin/people/invitations/one/", form).content.decode()
    assert "on jo kutsuttu" in again
    assert Invitation.objects.count() == 1

    pk = Invitation.objects.get().pk
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/admin/people/invitations/{pk}/", {"do": "again"})
    assert len(mail.outbox) == 2
    client.post(f"/admin/people/invitations/{pk}/", {"do": "revoke"}, follow=True)
    assert "Helvi Lahti" not in client.get("/admin/people/invitations/").content.decode()


def test_a_role_written_into_the_request_by_hand_is_refused(client, coordinator):
    client.force_login(coordinator)

    client.post("/admin/people/invitations/one/", {"email": EMAIL, "language": "fi", "roles": ["Coordinator"]})

    assert not Invitation.objects.exists()
