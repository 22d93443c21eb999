"""How e-mails about accounts are written: in the receiver's language, in the site's name, as text and as HTML."""

from contextlib import suppress

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils.html import strip_tags
from django.utils.translation import override

from himmeli.identity.details import site_details


def send_email(prefix: str, *, to: str, language: str, context: dict) -> None:
    """Send what the templates `<prefix>_subject.txt`, `_message.txt` and `_message.html` say."""
    with override(language):
        write_email(prefix, to, context).send()


def write_email(prefix: str, to: str, context: dict, headers: dict | None = None) -> EmailMultiAlternatives:
    """The message in the language in use; HTML where there is a template for it."""
    details = site_details()
    context = {**context, "site_name": details.name, "site_email": details.email}
    subject = " ".join(render_to_string(f"{prefix}_subject.txt", context).split())
    text = render_to_string(f"{prefix}_message.txt", context).strip() + "\n"
    message = EmailMultiAlternatives(subject, text, sender(), [to] if isinstance(to, str) else to, headers=headers)
    # The notices of allauth that we have no words of our own for are text alone.
    with suppress(TemplateDoesNotExist):
        message.attach_alternative(render_to_string(f"{prefix}_message.html", context), "text/html")
    return message


def sender() -> str:
    name, address = strip_tags(site_details().name).replace('"', ""), settings.DEFAULT_FROM_EMAIL
    return f'"{name}" <{address}>' if name and "<" not in address else address
