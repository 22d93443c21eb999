"""How e-mails about accounts are written: letters of the site, in the receiver's language."""

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import get_language, override

from himmeli.identity.details import site_details
from himmeli.outbox.letters import write_letter


def send_email(prefix: str, *, to: str, language: str, context: dict) -> None:
    """Send what the templates `<prefix>_subject.txt`, `_message.txt` and `_message.html` say."""
    with override(language):
        write_email(prefix, to, context).send()


def write_email(prefix: str, to: str | list[str], context: dict, headers: dict | None = None) -> EmailMultiAlternatives:
    """The letter in the language in use. The notices of allauth that we have no HTML for are text alone."""
    context = {**context, "site_name": site_details().name}
    return write_letter(
        f"{prefix}_message",
        to=[to] if isinstance(to, str) else to,
        subject=render_to_string(f"{prefix}_subject.txt", context),
        context=context,
        language=get_language(),
        headers=headers,
    )
