import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from himmeli.pages import visitor_forms
from himmeli.pages.models import FormAnswer, FormPage
from himmeli.pages.services import delete_old_answers
from himmeli.plugins.personal_data import personal_data

ANSWERS = {"nimesi": "Aino Kemppi", "sahkoposti": "aino@example.org", "viesti": "Hei!\nTulen talkoisiin."}


@pytest.fixture
def as_time_passes(monkeypatch):
    """Nobody waits in a test: the form was shown long enough ago."""
    monkeypatch.setattr(visitor_forms, "FASTEST_SECONDS", -1)


def token_on(page, client=None):
    html = (client or Client()).get(page.url).content.decode()
    return re.search(r'name="h_token" value="([^"]+)"', html)[1]


def send(page, client=None, **values):
    client = client or Client()
    data = {"h_website": "", "h_token": token_on(page), **ANSWERS, **values}
    return client.post(page.url, {key: value for key, value in data.items() if value is not None})


@pytest.mark.usefixtures("as_time_passes")
def test_what_a_visitor_sends_is_kept_and_she_is_thanked_on_a_page_of_its_own(form_page):
    answer = send(form_page)

    assert answer.status_code == 302
    assert answer.url == f"{form_page.url}?sent=1"
    assert FormAnswer.objects.get().form_data == ANSWERS
    thanks = Client().get(answer.url)
    assert 'role="status"' in thanks.content.decode()
    assert "no-cache" in thanks["Cache-Control"]


@pytest.mark.usefixtures("as_time_passes")
def test_a_visitor_gets_no_cookie_for_reading_or_sending_a_form(form_page):
    client = Client(enforce_csrf_checks=True)

    client.get(form_page.url)
    answer = send(form_page, client)

    assert answer.status_code == 302
    assert not client.cookies
    assert FormAnswer.objects.count() == 1


@pytest.mark.usefixtures("as_time_passes")
def test_a_signed_in_users_form_still_needs_its_token(form_page, member):
    client = Client(enforce_csrf_checks=True)
    client.force_login(member)

    assert send(form_page, client).status_code == 403
    assert not FormAnswer.objects.exists()

    csrf = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', client.get(form_page.url).content.decode())[1]
    assert send(form_page, client, csrfmiddlewaretoken=csrf).status_code == 302
    assert FormAnswer.objects.count() == 1


@pytest.mark.usefixtures("as_time_passes")
def test_errors_stand_at_their_fields_and_are_summed_up_with_links_and_all_that_was_typed_stays(form_page):
    answer = send(form_page, sahkoposti="aino(at)example.org", nimesi="")

    html = answer.content.decode()
    assert answer.status_code == 200
    assert f'href="#form-{form_page.pk}-sahkoposti"' in html
    assert f'href="#form-{form_page.pk}-nimesi"' in html
    assert 'value="aino(at)example.org"' in html
    assert "Tulen talkoisiin." in html
    assert html.count('aria-invalid="true"') == 2
    assert not FormAnswer.objects.exists()


@pytest.mark.usefixtures("as_time_passes")
def test_a_program_that_fills_in_every_field_is_thanked_and_forgotten(form_page):
    answer = send(form_page, h_website="https://spam.example")

    assert answer.status_code == 302
    assert not FormAnswer.objects.exists()
    assert not mail.outbox


def test_a_form_sent_at_once_with_faults_speaks_of_the_faults_alone(form_page):
    page = send(form_page, sahkoposti="aino").content.decode()

    assert str(visitor_forms.TOO_FAST) not in page
    assert page.count('class="errorlist"') == 1
    assert not FormAnswer.objects.exists()


def test_a_form_sent_at_once_is_given_back_with_all_that_was_typed(form_page):
    answer = send(form_page)

    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Tulen talkoisiin." in html
    assert 'value="Aino Kemppi"' in html
    assert not FormAnswer.objects.exists()


@pytest.mark.usefixtures("as_time_passes")
@pytest.mark.parametrize("token", [None, "", "made up", "1.abc:1aaaaa:bbbbbb"])
def test_a_form_without_a_true_token_is_given_back_with_one(form_page, token):
    answer = send(form_page, h_token=token)

    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Tulen talkoisiin." in html
    fresh = re.search(r'name="h_token" value="([^"]+)"', html)[1]
    assert send(form_page, h_token=fresh).status_code == 302


@pytest.mark.usefixtures("as_time_passes")
def test_a_token_of_another_form_is_not_taken(form_page, make_form):
    other = make_form(title="Toinen", slug="toinen")

    assert send(form_page, h_token=token_on(other)).status_code == 200
    assert not FormAnswer.objects.exists()


@pytest.mark.usefixtures("as_time_passes")
def test_a_page_open_for_two_months_is_not_lost(form_page, monkeypatch):
    token = token_on(form_page)
    monkeypatch.setattr(visitor_forms, "LONGEST_SECONDS", -2)

    html = send(form_page, h_token=token).content.decode()

    assert "Tulen talkoisiin." in html
    assert not FormAnswer.objects.exists()


@pytest.mark.usefixtures("as_time_passes")
def test_pressing_send_twice_makes_one_answer_and_one_e_mail(make_form):
    page = make_form(to_address="toimisto@example.org")
    token = token_on(page)

    first, second = send(page, h_token=token), send(page, h_token=token)

    assert (first.status_code, second.status_code) == (302, 302)
    assert FormAnswer.objects.count() == 1
    assert len(mail.outbox) == 1


@pytest.mark.usefixtures("as_time_passes")
def test_two_visitors_who_were_given_the_same_cached_page_are_two(make_form):
    page = make_form(("Tuletko?", "radio", "Kyllä", "En"), title="Kysely")
    token = token_on(page)

    for address in ("10.0.0.1", "10.0.0.2"):
        Client(REMOTE_ADDR=address).post(page.url, {"tuletko": "Kyllä", "h_token": token})

    assert FormAnswer.objects.count() == 2


@pytest.mark.usefixtures("as_time_passes")
def test_the_e_mail_answers_to_the_visitor_and_leads_to_the_table(make_form):
    page = make_form(to_address="a@example.org, b@example.org", title="Ota yhteyttä")

    send(page)

    message = mail.outbox[0]
    assert message.to == ["a@example.org", "b@example.org"]
    assert message.reply_to == ["aino@example.org"]
    assert message.subject == "Ota yhteyttä"
    assert "Tulen talkoisiin." in message.body
    assert f"/admin/forms/submissions/{page.pk}/" in message.body


@pytest.mark.usefixtures("as_time_passes")
def test_an_e_mail_that_cannot_be_sent_loses_no_answer(make_form, monkeypatch):
    def fail(self):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)

    assert send(make_form(to_address="a@example.org")).status_code == 302
    assert FormAnswer.objects.count() == 1


@pytest.mark.usefixtures("as_time_passes")
def test_every_kind_of_question_is_asked_and_kept(make_form):
    page = make_form(
        ("Nimi", "singleline"),
        ("Puhelin", "phone"),
        ("Montako", "number"),
        ("Milloin", "date"),
        ("Sivu", "url"),
        ("Suostun", "checkbox"),
        ("Ruoka", "radio", "Keitto", "Leipä"),
        ("Paikka", "dropdown", "Talo", "Ranta"),
        ("Päivät", "checkboxes", "La", "Su"),
        title="Ilmoittaudu",
    )
    token = token_on(page)

    sent = {
        "nimi": "Aino",
        "puhelin": "+358 40 123 4567",
        "montako": "3",
        "milloin": "2026-06-24",
        "sivu": "https://example.org",
        "suostun": "on",
        "ruoka": "Keitto",
        "paikka": "Ranta",
        "paivat": ["La", "Su"],
        "h_token": token,
    }
    answer = Client().post(page.url, sent)

    assert answer.status_code == 302, answer.context["form"].errors
    data = FormAnswer.objects.get().form_data
    assert data["paivat"] == ["La", "Su"]
    assert data["suostun"] is True
    assert data["milloin"] == "2026-06-24"


def test_a_form_without_questions_says_so_and_takes_nothing(site_root):
    page = site_root.add_child(instance=FormPage(title="Tyhjä", locale=site_root.locale))

    assert Client().get(page.url).status_code == 200
    assert Client().post(page.url, {}).status_code == 302
    assert not FormAnswer.objects.exists()


@pytest.mark.usefixtures("as_time_passes")
def test_a_form_in_a_block_is_sent_to_its_own_page(site_root, form_page):
    site_root.body = [("contact_form", {"title": "Kirjoita meille", "form": form_page})]
    site_root.save_revision().publish()

    html = Client().get(site_root.url).content.decode()

    assert f'action="{form_page.url}"' in html
    token = re.search(r'name="h_token" value="([^"]+)"', html)[1]
    assert send(form_page, h_token=token).status_code == 302


@pytest.mark.usefixtures("as_time_passes")
def test_a_form_block_beside_a_form_shows_each_its_own(form_page, make_form):
    other = make_form(("Tilaus", "multiline"), title="Tilaa leipää")
    other.body = [("contact_form", {"form": form_page})]
    other.save_revision().publish()

    html = Client().get(other.url).content.decode()

    assert html.count('name="tilaus"') == 1
    assert html.count('name="nimesi"') == 1
    ids = re.findall(r' id="(form-[^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_answers_are_kept_as_long_as_the_form_says(make_form):
    page, ever = make_form(keep_answers_for=30), make_form(title="Aina", keep_answers_for=0)
    for form in (page, ever):
        for days in (1, 29, 31, 400):
            answer = FormAnswer.objects.create(page=form, form_data={})
            FormAnswer.objects.filter(pk=answer.pk).update(submit_time=timezone.now() - timedelta(days=days))

    assert delete_old_answers() == 2
    assert FormAnswer.objects.filter(page=page).count() == 2
    assert FormAnswer.objects.filter(page=ever).count() == 4


@pytest.mark.usefixtures("as_time_passes")
def test_a_person_gets_and_erases_what_she_sent(form_page, member):
    send(form_page, sahkoposti=member.email)
    send(form_page, sahkoposti="other@example.org", viesti=f"Kirjoita osoitteeseen {member.email}")
    entry = personal_data.find("pages.formanswer").value

    assert [row["nimesi"] for row in entry.export(member)] == ["Aino Kemppi"]
    assert entry.erase(member) == 1
    assert FormAnswer.objects.get().form_data["sahkoposti"] == "other@example.org"


def test_answers_are_read_as_a_table_in_words(client, administrator, make_form):
    page = make_form(("Suostun", "checkbox"), ("Viesti", "multiline"), title="Kysely")
    FormAnswer.objects.create(page=page, form_data={"suostun": True, "viesti": "Hei"})
    client.force_login(administrator)

    html = client.get(f"/admin/forms/submissions/{page.pk}/").content.decode()

    assert "Hei" in html
    assert ">True<" not in re.sub(r"\s", "", html)


@pytest.mark.parametrize("value", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "\t=1", "-2+3+cmd"])
def test_a_spreadsheet_runs_nothing_that_a_visitor_wrote(client, administrator, form_page, value):
    FormAnswer.objects.create(page=form_page, form_data={**ANSWERS, "viesti": value})
    client.force_login(administrator)

    csv = b"".join(client.get(f"/admin/forms/submissions/{form_page.pk}/?export=csv").streaming_content).decode()

    assert f"'{value}" in csv


def test_a_telephone_number_stays_one_in_a_spreadsheet(client, administrator, form_page):
    FormAnswer.objects.create(page=form_page, form_data={**ANSWERS, "viesti": "+358 40 123 4567"})
    client.force_login(administrator)
    address = f"/admin/forms/submissions/{form_page.pk}/?export="

    assert ",+358 40 123 4567" in b"".join(client.get(f"{address}csv").streaming_content).decode()
    assert client.get(f"{address}xlsx")["Content-Type"].endswith("sheet")


def test_a_question_of_choices_needs_some(make_form):
    from django.core.exceptions import ValidationError

    field = make_form(("Ruoka", "radio", "Keitto"), title="Kysely").form_fields.first()

    with pytest.raises(ValidationError) as caught:
        field.clean()
    assert "choices" in caught.value.message_dict
