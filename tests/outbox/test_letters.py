"""E-mails in the site's look: those about signing in, forms and notices share one."""

import re
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from django.test import Client
from PIL import Image as PillowImage

from himmeli.identity.models import SiteIdentity
from himmeli.media.models import Picture
from himmeli.outbox.look import mail_look
from himmeli.outbox.models import Email
from himmeli.pages.models import FormField, FormPage
from himmeli.pages.visitor_forms import make_token
from himmeli.themes.colors import contrast
from himmeli.themes.models import Appearance


def texts_of(message):
    parts = (part for part in message.walk() if not part.is_multipart())
    return {part.get_content_type(): part.get_payload(decode=True).decode() for part in parts}


@pytest.fixture
def named(site_root):
    return SiteIdentity.objects.update_or_create(
        locale=site_root.locale, defaults={"name": "Kylän väki", "email": "vaki@example.org"}
    )


def test_forgotten_password_goes_through_the_outbox_and_is_kept_from_the_log(
    client, member, named, mail_server, committed
):
    with committed():
        client.post("/fi/accounts/password/reset/", {"email": member.email})

    [mail] = mail_server.received
    parts = texts_of(mail.message)
    address = re.search(r"http://\S+/password/reset/key/\S+/", parts["text/plain"]).group()
    assert f'href="{address}"' in parts["text/html"]
    assert mail_look().colors["brand"] in parts["text/html"]
    assert "Kylän väki" in mail.message["From"] or "=?utf-8?" in mail.message["From"]
    email = Email.objects.get()
    assert (email.is_open, email.has_text, email.body) == (False, False, "")


@pytest.mark.parametrize("theme", ["himmeli", "kaamos", "torppa"])
def test_every_theme_is_readable_in_light_and_dark(theme, db):
    Appearance.objects.create(kind=Appearance.Kind.LIVE, theme=theme)

    look = mail_look()

    for colors in filter(None, (look.colors, look.dark)):
        assert contrast(colors["text"], colors["surface"]) >= 4.5
        assert contrast(colors["text"], colors["tint"]) >= 4.5
        assert contrast(colors["brand"], colors["surface"]) >= 4.5
        assert contrast(colors["quiet"], colors["ground"]) >= 4.5
        assert contrast(colors["on_brand"], colors["brand"]) >= 4.5


def test_form_sends_its_answers_in_the_same_look(site_root, named, mail_server, committed, monkeypatch):
    monkeypatch.setattr("himmeli.pages.visitor_forms.FASTEST_SECONDS", -1)
    form = site_root.add_child(
        instance=FormPage(locale=site_root.locale, title="Ota yhteyttä", to_address="toimisto@example.org")
    )
    form.form_fields.add(FormField(label="Nimesi", field_type="singleline", required=True))
    form.save()
    page = FormPage.objects.get(pk=form.pk)

    with committed():
        Client().post(page.url, {"nimesi": "Raija <b>", "h_website": "", "h_token": make_token(page)})

    [mail] = mail_server.received
    parts = texts_of(mail.message)
    assert mail.addresses == ["toimisto@example.org"]
    assert "Nimesi: Raija <b>" in parts["text/plain"]
    assert "Nimesi: Raija &lt;b&gt;" in parts["text/html"]
    assert mail_look().colors["brand"] in parts["text/html"]


def test_wagtails_own_emails_are_in_the_same_look(site_root, coordinator, named):
    html = render_to_string(
        "wagtailadmin/notifications/workflow_state_approved.html",
        {"user": coordinator, "page": site_root, "workflow": "x", "object": site_root},
    )

    assert mail_look().colors["surface"] in html
    assert "Kylän väki" in html
    assert "/admin/account/" in html


def test_readers_logo_stands_for_the_name(db):
    Appearance.objects.create(kind=Appearance.Kind.LIVE, theme="himmeli", logo=make_picture())

    look = mail_look()

    assert look.logo.startswith("http://127.0.0.1:8000/media/")
    assert look.logo.endswith(".png")
    assert (look.logo_width, look.logo_height) == (50, 50)


def make_picture():
    file = BytesIO()
    PillowImage.new("RGB", (100, 100), "#23493c").save(file, "JPEG")
    return Picture.objects.create(title="Merkki", file=ContentFile(file.getvalue(), "merkki.jpg"))
