"""Every e-mail about accounts: in the receiver's language, as text and HTML, with nothing left untranslated."""

import re
from pathlib import Path

import pytest
from django.utils import translation

from himmeli.accounts.emails import write_email
from himmeli.identity.services import ensure_identity

CORE = Path(__file__).resolve().parents[2] / "site" / "himmeli"
PREFIXES = sorted(
    str(path.relative_to(root)).removesuffix("_subject.txt")
    for root in (CORE / "accounts" / "templates", CORE / "invitations" / "templates")
    for path in root.rglob("*_subject.txt")
)
CONTEXT = {
    "email": "helvi@example.org",
    "code": "ABCD-EFGH",
    "code_address": "https://example.org/koodi/",
    "address": "https://example.org/tule/",
    "activate_url": "https://example.org/vahvista/",
    "password_reset_url": "https://example.org/salasana/",
    "inviter": "Marketta <b>Hiltunen</b>",
    "message": "Tervetuloa <script>uunille</script>!",
    "days": 14,
}


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("language", ["fi", "en", "sv"])
def test_e_mail_is_whole_in_every_language(prefix, language, site_root):
    identity = ensure_identity()
    identity.name = "Kylän väki"
    identity.save()

    with translation.override(language):
        message = write_email(prefix, "helvi@example.org", CONTEXT)

    html = message.alternatives[0][0]
    assert "Kylän väki" in message.subject
    assert "\n" not in message.subject
    assert f'<html lang="{language}"' in html
    assert "<script>" not in html
    assert "&lt;" not in message.body
    assert re.search(r"{[{%]|%\(", message.body + html) is None
    links = [value for value in CONTEXT.values() if str(value).startswith("https:") and value in message.body]
    assert all(html.count(link) == 2 for link in links)


def test_finnish_says_nothing_in_english(site_root):
    with translation.override("fi"):
        texts = {prefix: write_email(prefix, "helvi@example.org", CONTEXT).body for prefix in PREFIXES}

    assert [prefix for prefix, text in texts.items() if re.search(r"\b(the|your|you|was|with)\b", text)] == []
