"""Letters: e-mails of two parts, text and HTML, in the site's name and look and in the reader's language."""

import re
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import TemplateDoesNotExist
from django.template.loader import get_template, render_to_string
from django.utils.html import strip_tags
from django.utils.translation import get_language, override

from himmeli.identity.details import site_details


def write_letter(
    template: str, *, to: list[str], subject: str, context: dict, language: str, reply_to: str = "", headers=None
) -> EmailMultiAlternatives:
    """A letter from the templates `<template>.txt` and, if there is one, `<template>.html`, which extend
    `himmeli/emails/layout`.

    It is not sent yet. Answers go to the cooperative's own address, if it has named one and no other is told.
    """
    with override(language):
        details = site_details(language)
        context = {"subject": subject, **context}
        message = EmailMultiAlternatives(
            " ".join(subject.split()),
            re.sub(r"\n{3,}", "\n\n", render_to_string(f"{template}.txt", context)).strip() + "\n",
            site_sender(),
            to,
            reply_to=[address for address in (reply_to or details.email,) if address],
            headers={"Auto-Submitted": "auto-generated", **(headers or {})},
        )
        html = _template(f"{template}.html")
        if html is not None:
            message.attach_alternative(html.render(context), "text/html")
    return message


def _template(name):
    try:
        return get_template(name)
    except TemplateDoesNotExist:
        return None


def site_sender() -> str:
    """The site's address with its name in front, in the language in use."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    if name:
        return settings.DEFAULT_FROM_EMAIL
    name = " ".join(strip_tags(site_details(get_language()).name).replace('"', "").split())
    return f'"{name}" <{address}>' if name else address


def full_address(url: str) -> str:
    """An address for a letter: one of the site's own pages gets the site in front of it."""
    return settings.SITE_URL + url if url.startswith("/") else url
