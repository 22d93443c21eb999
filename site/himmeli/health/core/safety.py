"""Secure settings, and the certificate of the site's address."""

import socket
import ssl
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Tags, run_checks
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from himmeli.firstrun.demo import demo_sign_ins_left
from himmeli.health.checks import offer_check
from himmeli.health.findings import attention, broken, fine
from himmeli.office.dates import date_and_time
from himmeli.office.server import is_public

SECONDS = 3
SOON, AT_ONCE = 14, 3
HTTPS = gettext_lazy("Set SITE_URL to an address with https:// on the server, and put a certificate there.")
# What Django's own check says, in words for people: (what is so, what to do). The rest is shown as Django says it.
WORDS = {
    "security.W004": (gettext_lazy("Browsers are not told to use the encrypted address only."), HTTPS),
    "security.W008": (gettext_lazy("Who comes to the unencrypted address is not led to the encrypted one."), HTTPS),
    "security.W009": (
        gettext_lazy("The site’s secret key is too short or well known."),
        gettext_lazy("Set SECRET_KEY on the server to at least 50 random letters, or leave it out."),
    ),
    "security.W012": (gettext_lazy("The sign-in cookie can travel unencrypted."), HTTPS),
    "security.W016": (gettext_lazy("The cookie of forms can travel unencrypted."), HTTPS),
    "security.W018": (
        gettext_lazy("DEBUG is on: errors show the insides of the site to everybody."),
        gettext_lazy("Take DEBUG away on the server, and start the site anew."),
    ),
    "security.W020": (
        gettext_lazy("The site answers to no name."),
        gettext_lazy("Set ALLOWED_HOSTS on the server to the site’s name."),
    ),
}


def tell_about_settings():
    findings = [
        broken(
            _("The demo’s sign-in %(email)s still has the password that everybody knows.") % {"email": email},
            _("Remove that person under “People and sign-ins”, or give another password."),
        )
        for email in ([] if settings.HIMMELI_DEMO else demo_sign_ins_left())
    ]
    if not is_public(settings.SITE_URL):
        text = _(
            "This site’s address is on one’s own machine or network (%(address)s): what protects public sites is off."
        )
        return [*findings, fine(text % {"address": settings.SITE_URL})]
    if not settings.IS_HTTPS:
        text = _("The site’s address is not encrypted: passwords can be read on their way.")
        return [*findings, broken(text, HTTPS)]
    for message in run_checks(tags=[Tags.security], include_deployment_checks=True):
        if message.is_silenced():
            continue
        text, advice = WORDS.get(message.id, (f"{message.id}: {message.msg}", message.hint or ""))
        findings.append(attention(text, advice))
    return findings or [fine(_("The settings are as a public site needs them."))]


def measure_certificate():
    """{"expires": ISO time} or {"error": words}; {} where there is none to look at."""
    parts = urlsplit(settings.SITE_URL)
    if parts.scheme != "https":
        return {}
    address = (parts.hostname, parts.port or 443)
    try:
        with (
            socket.create_connection(address, timeout=SECONDS) as plain,
            ssl.create_default_context().wrap_socket(plain, server_hostname=parts.hostname) as secure,
        ):
            ends = ssl.cert_time_to_seconds(secure.getpeercert()["notAfter"])
    except (OSError, ValueError) as error:
        return {"error": f"{type(error).__name__}: {error}"[:300]}
    return {"expires": datetime.fromtimestamp(ends, tz=UTC).isoformat()}


def tell_about_certificate(measured):
    if "error" in measured:
        text = _("The certificate of %(address)s could not be read: %(error)s")
        advice = _("Open the site in a browser. If it warns you, ask whoever keeps the server for a new certificate.")
        return [broken(text % {"address": settings.SITE_URL, "error": measured["error"]}, advice)]
    if not measured:
        return [fine(_("The address is not encrypted, so there is no certificate."))]
    expires = datetime.fromisoformat(measured["expires"])
    words = {"when": date_and_time(expires)}
    days = (expires - timezone.now()).days
    advice = _("It should be renewed by itself. Ask whoever keeps the server why it was not.")
    if days < AT_ONCE:
        return [broken(_("The certificate ends on %(when)s. Then browsers warn visitors away.") % words, advice)]
    if days < SOON:
        return [attention(_("The certificate ends on %(when)s. Then browsers warn visitors away.") % words, advice)]
    return [fine(_("The certificate is good until %(when)s.") % words)]


offer_check("settings", gettext_lazy("Secure settings"), tell_about_settings, order=60)
offer_check("certificate", gettext_lazy("Certificate"), tell_about_certificate, measure=measure_certificate, order=62)
