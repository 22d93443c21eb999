"""The texts of e-mails in the admin."""

import pytest
from django.core import mail

from himmeli.notices.models import Notice, NoticeText
from himmeli.notices.services import notify

ONE = "/admin/email-texts/tests.bread/fi/"
OWN = {"subject": "Leipää, {receiver}!", "opening": "Moi {receiver}.\n\nUunista: {bread}.", "closing": "T. {site}"}


@pytest.fixture
def office(client, coordinator):
    client.force_login(coordinator)
    return client


def test_own_words_are_used_from_then_on_in_that_language(office, bread, reader, told):
    response = office.post(ONE, OWN, follow=True)
    assert "sähköpostit sanovat näin" in response.content.decode()

    with told() as mails:
        notify(bread.name, [reader], context={"name": "Aino", "bread": "limppu"})

    assert mails[0].subject == "Leipää, Pentti Sampela!"
    assert "Uunista: limppu." in mails[0].body
    text = NoticeText.objects.get()
    assert (text.kind, text.language, text.closing) == ("tests.bread", "fi", "T. {site}")


def test_what_equals_the_original_is_not_kept_as_ones_own(office, bread):
    office.post(ONE, {"subject": str(bread.subject), "opening": str(bread.opening), "closing": "Moi"})
    text = NoticeText.objects.get()
    assert (text.subject, text.opening, text.closing) == ("", "", "Moi")

    office.post(ONE, {"subject": str(bread.subject), "opening": str(bread.opening), "closing": str(bread.closing)})

    assert not NoticeText.objects.exists()


@pytest.mark.parametrize(
    ("text", "answer"),
    [("Hei {nimi}", "{nimi}"), ("Hei {name", "Aaltosulku on yksinään"), ("Hei name}", "Aaltosulku on yksinään")],
)
@pytest.mark.parametrize("field", ["subject", "opening", "closing"])
def test_unknown_placeholder_is_named_beside_its_field_and_nothing_typed_is_lost(field, text, answer, office, bread):
    response = office.post(ONE, {**OWN, field: text})

    page = response.content.decode()
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {field}
    assert answer in page
    assert text in page
    assert "Moi {receiver}." in page or field == "opening"
    assert not NoticeText.objects.exists()


def test_preview_shows_what_is_being_written_with_samples(office, bread):
    response = office.post(f"{ONE}preview/", OWN)

    page = response.content.decode()
    assert "Uunista: limppu." in page
    assert "Moi Marketta Väisänen." in page
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "sandbox" in response["Content-Security-Policy"]
    assert not NoticeText.objects.exists()


def test_preview_shows_real_values_but_never_what_is_for_one_alone(office, bread, offer, reader):
    offer("tests.secret", is_private=True, opening="Salaisuus: {bread}")
    for kind in ("tests.bread", "tests.secret"):
        Notice.objects.create(receiver=reader, kind=kind, context={"name": "Raija", "bread": "rieska"})

    assert "Raija leipoi leivän rieska." in office.get(f"{ONE}preview/?real").content.decode()
    secret = office.get("/admin/email-texts/tests.secret/fi/preview/?real").content.decode()
    assert "rieska" not in secret
    assert "limppu" in secret


def test_preview_of_a_text_that_is_not_right_says_why(office, bread):
    assert "{nimi}" in office.post(f"{ONE}preview/", {**OWN, "opening": "{nimi}"}).content.decode()


def test_test_goes_to_the_one_who_asks(office, bread, coordinator):
    response = office.post(ONE, {**OWN, "test": ""}, follow=True)

    assert coordinator.email in response.content.decode()
    [letter] = mail.outbox
    assert letter.to == [coordinator.email]
    assert letter.subject == "Koe: Leipää, Marketta Väisänen!"
    assert "List-Unsubscribe" not in letter.extra_headers


def test_original_words_come_back(office, bread):
    office.post(ONE, OWN)

    response = office.post(f"{ONE}reset/", follow=True)

    assert "Alkuperäinen teksti on palautettu." in response.content.decode()
    assert not NoticeText.objects.exists()


def test_all_kinds_are_listed_with_the_languages_that_have_own_words(office, bread):
    office.post(ONE, OWN)

    page = office.get("/admin/email-texts/").content.decode()

    assert "Kooste useasta ilmoituksesta" in page
    assert page.count("(oma teksti)") == 1
    assert f'href="{ONE}"' in page


def test_texts_of_summaries_are_written_anew_too(office):
    page = office.post(
        "/admin/email-texts/notices.summary/fi/preview/", {"subject": "{number}", "opening": "Katso:", "closing": ""}
    )

    assert "Katso:" in page.content.decode()


@pytest.mark.parametrize("address", ["/admin/email-texts/tests.nothing/fi/", "/admin/email-texts/tests.bread/xx/"])
def test_kinds_and_languages_that_are_not_there_are_not_found(address, office, bread):
    assert office.get(address).status_code == 404


@pytest.mark.parametrize("path", ["", "tests.bread/fi/", "tests.bread/fi/preview/"])
def test_others_may_not_change_them(path, client, member, bread, site_root):
    client.force_login(member)

    assert client.get(f"/admin/email-texts/{path}").status_code in (302, 403)
    assert client.post(f"{ONE}reset/").status_code in (302, 403)
