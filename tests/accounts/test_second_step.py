"""The second step: codes from an app, recovery codes, and who must have one."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core import mail

from himmeli.accounts.models import PeopleRules
from himmeli.accounts.second_step import has_second_step

ACTIVATE = "/fi/accounts/2fa/totp/activate/"


def code_for(secret, steps=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


@pytest.fixture
def with_app(member):
    """Pentti has an app; the secret that it knows."""
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(member, secret)
    return secret


def test_app_is_taken_into_use_with_the_code_that_it_shows(
    client, member, sign_in, prove, site_root, django_capture_on_commit_callbacks
):
    sign_in(client)
    prove(client)
    page = client.get(ACTIVATE).content.decode()
    secret = page.split('class="mine__key">')[1].split("<")[0]
    assert 'src="data:image/svg+xml;base64,' in page

    refused = client.post(ACTIVATE, {"code": "000000"})
    assert 'class="error-summary"' in refused.content.decode()
    assert not has_second_step(member)

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(ACTIVATE, {"code": code_for(secret)})
    assert answer["Location"] == "/fi/accounts/2fa/recovery-codes/"
    assert has_second_step(member)
    assert client.get(answer["Location"]).content.decode().count("<li><code>") == 10
    assert mail.outbox[-1].to == [member.email]


def test_password_alone_is_then_not_enough(client, with_app, member, sign_in, site_root):
    assert sign_in(client)["Location"] == "/fi/accounts/2fa/authenticate/"
    assert "_auth_user_id" not in client.session

    wrong = client.post("/fi/accounts/2fa/authenticate/", {"code": "000000"})
    assert 'class="error-summary"' in wrong.content.decode()
    assert "_auth_user_id" not in client.session

    client.post("/fi/accounts/2fa/authenticate/", {"code": code_for(with_app)})
    assert client.session["_auth_user_id"] == str(member.pk)


def test_code_works_once(client, with_app, sign_in, site_root):
    code = code_for(with_app)
    sign_in(client)
    client.post("/fi/accounts/2fa/authenticate/", {"code": code})
    client.logout()

    sign_in(client)
    client.post("/fi/accounts/2fa/authenticate/", {"code": code})

    assert "_auth_user_id" not in client.session


def test_recovery_code_opens_the_door_once(client, with_app, member, sign_in, site_root):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    codes = RecoveryCodes.activate(member).get_unused_codes()
    sign_in(client)
    client.post("/fi/accounts/2fa/authenticate/", {"code": codes[0]})
    assert client.session["_auth_user_id"] == str(member.pk)
    client.logout()

    sign_in(client)
    client.post("/fi/accounts/2fa/authenticate/", {"code": codes[0]})
    assert "_auth_user_id" not in client.session


def test_neither_a_code_by_e_mail_nor_a_new_password_goes_round_it(client, with_app, member, link_in_mail, site_root):
    client.post("/fi/accounts/password/reset/", {"email": member.email})
    form = client.get(link_in_mail(member.email), follow=True)

    answer = client.post(form.redirect_chain[-1][0], {"password1": "uusi-sana-2026", "password2": "uusi-sana-2026"})

    assert answer["Location"] == "/fi/accounts/2fa/authenticate/"
    assert "_auth_user_id" not in client.session


def test_changing_it_asks_for_the_password_or_a_code_again(client, with_app, member, site_root):
    client.force_login(member)

    for path in ("2fa/totp/deactivate/", "2fa/webauthn/add/", "2fa/recovery-codes/generate/"):
        assert "reauthenticate" in client.get(f"/fi/accounts/{path}")["Location"]
    page = client.get("/fi/accounts/2fa/reauthenticate/").content.decode()
    assert 'class="site-header"' in page


@pytest.mark.parametrize("path", ["", "totp/activate/", "webauthn/", "webauthn/add/"])
def test_pages_are_in_the_theme_and_hold_nothing_inline(path, client, member, sign_in, prove, site_root):
    sign_in(client)
    prove(client)

    answer = client.get(f"/fi/accounts/2fa/{path}")

    page = answer.content.decode()
    assert 'class="site-header"' in page
    assert " style=" not in page
    assert "unsafe-inline" not in answer["Content-Security-Policy"]


# Who must have one ---------------------------------------------------------------------------------------------------


MUST = {
    # rule: (administrator, coordinator, writer) are kept out without one
    "nobody": (False, False, False),
    "administrators": (True, False, False),
    "office": (True, True, True),
}


@pytest.mark.parametrize("rule", MUST)
def test_who_must_and_has_none_is_shown_how_to_get_one(rule, rules, client, administrator, coordinator, make_user):
    rules(second_step=rule)
    writer = make_user("Tuomo Kirjuri", groups=["Writer"])
    kept_out = []

    for person in (administrator, coordinator, writer):
        client.force_login(person)
        answer = client.get("/admin/pages/")
        kept_out.append("/accounts/2fa/?next=%2Fadmin%2Fpages%2F" in answer.headers.get("Location", ""))

    assert tuple(kept_out) == MUST[rule]


@pytest.mark.parametrize("path", ["/admin/", "/admin/users/", "/admin/api/main/pages/", "/admin/account/"])
def test_no_address_of_the_admin_is_left_open(path, rules, client, administrator, site_root):
    rules(second_step="administrators")
    client.force_login(administrator)

    assert "/accounts/2fa/" in client.get(path)["Location"]
    answer = client.post(path, {"anything": 1})
    assert answer.status_code == 403
    assert "/accounts/2fa/" in answer.content.decode()


def test_a_stricter_rule_holds_at_once_for_those_signed_in_and_ends_with_the_step(
    client, rules, coordinator, site_root
):
    client.force_login(coordinator)
    assert client.get("/admin/").status_code == 200

    rules(second_step=PeopleRules.SecondStep.OFFICE)
    assert client.get("/admin/").status_code == 302
    assert "Ensin toinen vaihe" in client.get("/fi/accounts/2fa/?next=/admin/").content.decode()

    TOTP.activate(coordinator, "JBSWY3DPEHPK3PXP")
    assert client.get("/admin/").status_code == 200


def test_recovery_codes_alone_are_no_second_step(member):
    Authenticator.objects.create(
        user=member, type=Authenticator.Type.RECOVERY_CODES, data={"seed": "x", "used_mask": 0}
    )

    assert not has_second_step(member)


def test_administrator_helps_somebody_who_lost_hers(client, with_app, member, administrator, coordinator, site_root):
    url = f"/admin/people/{member.pk}/second-step/"
    client.force_login(coordinator)
    client.post(url)
    assert has_second_step(member)

    client.force_login(administrator)
    assert client.get(url).status_code == 200
    client.post(url)

    assert not has_second_step(member)
